import { z } from 'zod'
import { batch, jsonList } from '@/db/json'
import { importRowsIn } from '@/db/repositories/import-rows'
import { importsIn } from '@/db/repositories/imports'
import { notFound } from '@/lib/kernel/errors'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { viewImportInput } from './input'
import { resultOrder, verdictOrder } from './labels'
import { importRowOutput } from './output'

const { shape } = importRowOutput

const exportedRow = z.object({
  line: shape.line.meta({ title: 'Line' }),
  email: shape.email.meta({ title: 'Email' }),
  name: shape.name.meta({ title: 'Name' }),
  title: shape.title.meta({ title: 'Title' }),
  groupNames: shape.groupNames.meta({ title: 'Groups' }),
  verdict: shape.verdict.meta({ title: 'Reviewed as' }),
  outcome: shape.outcome.meta({ title: 'Outcome' }),
  reason: shape.reason.meta({ title: 'Reason' }),
})

export const exportImportRows = query({
  name: 'imports.exportRows',
  permission: 'users:import',
  explain: 'Export the rows of an import and their results as a file.',
  ...listExport({
    list: 'import_rows',
    input: viewImportInput,
    row: exportedRow,
    filters: ({ show }): Record<string, string> => (show ? { show } : {}),
    target: ({ importId }) => ({ type: 'import', id: importId }),
    async read({ scope }, { importId, show, cursor }, limit) {
      const { imports, found } = await batch(scope.tx, {
        imports: jsonList(importsIn(scope).one(importId)),
        found: jsonList(
          importRowsIn(scope).list(importId, show, { before: verdictOrder, after: resultOrder }, cursor, limit),
        ),
      })
      if (!imports.length) throw notFound('Import')
      const rows = found.slice(0, limit)
      return { rows, next: found.length > limit ? String(rows.at(-1)!.line) : undefined }
    },
  }),
})
