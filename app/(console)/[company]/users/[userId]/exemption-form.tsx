'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { exemptionForm } from '@/lib/exemptions/input'
import { grantExemptionAction } from './actions'

const field = fieldsOf(exemptionForm)

export function ExemptionForm({ userId, lastDay }: { userId: string; lastDay: string }) {
  return (
    <Form
      schema={exemptionForm}
      action={grantExemptionAction}
      hidden={{ userId }}
      submitLabel="Make the exception"
      successMessage="The exception was made."
    >
      <TextField name={field('reason')} label="Reason" hint="Stays in the audit log. Do not name people." />
      <TextField name={field('until')} label="Last day" type="date" hint={`Not later than ${lastDay}.`} />
    </Form>
  )
}
