'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { FileField } from '@/components/ui/form/file-field'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { TextareaField } from '@/components/ui/form/textarea-field'
import type { reviewImport } from '@/lib/imports/commands'
import { uploadForm } from '@/lib/imports/input'
import type { ActionResult } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'

const field = fieldsOf(uploadForm)

type Reviewed = Pick<OutputOf<typeof reviewImport>, 'id'>

/** Sends the file as it is, so that the server may refuse it unread. */
const send: Action<Reviewed, z.input<typeof uploadForm>> = async (company, { file: chosen, pasted = '' }) => {
  const file = chosen?.[0]
  const answer = await fetch(paths.importReview(company, { fileName: file?.name ?? 'pasted rows' }), {
    method: 'POST',
    headers: { 'Content-Type': file ? 'application/octet-stream' : 'text/plain;charset=UTF-8' },
    body: file ?? pasted,
  })
  const result: { data: Reviewed } | Extract<ActionResult, { ok: false }> = await answer.json()
  if ('data' in result) return { ok: true, data: result.data }
  const { file: sentence, ...fields } = result.error.fields ?? {}
  if (!sentence) return { ok: false, error: result.error }
  return { ok: false, error: { ...result.error, fields: { ...fields, [file ? 'file' : 'pasted']: sentence } } }
}

export function UploadForm() {
  const company = useCompany()
  return (
    <Form schema={uploadForm} action={send} submitLabel="Review" redirectTo={({ id }) => paths.import(company, id)}>
      <FileField
        name={field('file')}
        label="File"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        hint="At most 10,000 rows and 5 MB. UTF-8 or UTF-16; commas, semicolons or tabs."
      />
      <TextareaField
        name={field('pasted')}
        label="Or paste rows"
        optional
        rows={5}
        placeholder={'email,name,groups\nada@example.com,Ada Lovelace,Developers'}
        hint="The first line names the columns here, too."
      />
    </Form>
  )
}
