'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { FileField } from '@/components/ui/form/file-field'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { TextareaField } from '@/components/ui/form/textarea-field'
import type { reviewImport } from '@/lib/imports/commands'
import { uploadForm } from '@/lib/imports/input'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { nameOf, sendChosen } from './chosen-file'
import { FileColumns } from './file-columns'

const field = fieldsOf(uploadForm)

type Reviewed = Pick<OutputOf<typeof reviewImport>, 'id'>

const send: Action<Reviewed, z.input<typeof uploadForm>> = (
  company,
  { file: chosen, pasted = '', ...said },
  reader,
) => {
  const file = chosen?.[0] ?? pasted
  return sendChosen(paths.importReview(company, { fileName: nameOf(file), ...said }), file, { reader })
}

export function UploadForm() {
  const company = useCompany()
  return (
    <Form schema={uploadForm} action={send} submitLabel="Review" redirectTo={({ id }) => paths.import(company, id)}>
      <FileField
        name={field('file')}
        label="File"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        hint="At most 10,000 rows and 5 MB. An Excel workbook (.xlsx), or text with commas, semicolons, tabs or bars between the cells."
      />
      <TextareaField
        name={field('pasted')}
        label="Or paste rows"
        optional
        rows={5}
        placeholder={'email,name,groups\nada@example.com,Ada Lovelace,Developers'}
      />
      <FileColumns />
    </Form>
  )
}
