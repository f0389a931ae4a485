'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { TextareaField } from '@/components/ui/form/textarea-field'
import type { ImportChoices } from '@/lib/imports/choices'
import { startImportInput } from '@/lib/imports/input'
import { pluralize } from '@/lib/kernel/format'
import { startImportAction, takeUpImportAction } from '../actions'

const field = fieldsOf(startImportInput)

export interface Choice {
  label: string
  hint: string
}

interface StartFormProps {
  importId: string
  expiryDays: number
  message?: string
  /** What can be done for rows that are not done by themselves; none where there are no such rows, or the reader may not. */
  choices: Partial<Record<keyof ImportChoices, Choice>>
  /** Of an import that is done: how many rows can be taken up. */
  leftOut?: number
}

/** Starts an import that was reviewed, or takes up the rows that the last start left out. */
export function StartForm({ importId, expiryDays, message, choices, leftOut }: StartFormProps) {
  return (
    <Form
      schema={startImportInput}
      action={leftOut ? takeUpImportAction : startImportAction}
      hidden={{ importId }}
      defaultValues={{ expiryDays, message, createGroups: false, addGroups: false, reactivate: false }}
      submitLabel={leftOut ? `Import ${pluralize(leftOut, 'remaining row')}` : 'Start import'}
      successMessage="The import has started."
    >
      {(['createGroups', 'addGroups', 'reactivate'] as const).map(
        choice => choices[choice] && <CheckboxField key={choice} name={field(choice)} {...choices[choice]} />,
      )}
      <TextareaField name={field('message')} label="Personal message" optional hint="Included in every invitation." />
      <div className="max-w-56">
        <TextField
          name={field('expiryDays')}
          label="Valid for (days)"
          type="number"
          inputMode="numeric"
          hint="From 1 to 30."
        />
      </div>
    </Form>
  )
}
