'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { exemptionForm } from '@/lib/exemptions/input'
import { grantExemptionAction } from './actions'

const field = fieldsOf(exemptionForm)

export function ExemptionForm({ userId, lastDay, timeZone }: { userId: string; lastDay: string; timeZone: string }) {
  return (
    <Form
      schema={exemptionForm}
      action={grantExemptionAction}
      hidden={{ userId }}
      submitLabel="Save exception"
      successMessage="The exception was saved."
    >
      <TextField name={field('reason')} label="Reason" hint="Kept in the audit log permanently. Do not name people." />
      <TextField
        name={field('until')}
        label="Last day"
        type="date"
        hint={`At the latest ${lastDay}. The day ends at midnight in your company's time zone (${timeZone}).`}
      />
    </Form>
  )
}
