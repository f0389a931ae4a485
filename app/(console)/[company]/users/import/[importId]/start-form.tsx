'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { startImportInput } from '@/lib/imports/input'
import { startImportAction } from '../actions'

const field = fieldsOf(startImportInput)

interface StartFormProps {
  importId: string
  expiryDays: number
  /** Left out where there are no groups to create, or the reader may not. */
  createGroups?: { label: string; hint: string }
}

export function StartForm({ importId, expiryDays, createGroups }: StartFormProps) {
  return (
    <Form
      schema={startImportInput}
      action={startImportAction}
      hidden={{ importId }}
      defaultValues={{ expiryDays, createGroups: false }}
      submitLabel="Start the import"
      successMessage="The import has started."
    >
      {createGroups && <CheckboxField name={field('createGroups')} {...createGroups} />}
      <TextareaField name={field('message')} label="Personal message" optional hint="Stands in every invitation." />
      <div className="max-w-56">
        <TextField
          name={field('expiryDays')}
          label="Valid for how many days"
          type="number"
          inputMode="numeric"
          hint="From 1 to 30."
        />
      </div>
    </Form>
  )
}
