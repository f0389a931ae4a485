'use client'

import { useMemo } from 'react'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { exemptionForm, grantExemptionInput, type ExemptionDays } from '@/lib/exemptions/input'
import { formatDay } from '@/lib/kernel/format-date'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import { grantExemptionAction } from './actions'

const field = fieldsOf(grantExemptionInput)

interface ExemptionFormProps {
  userId: string
  days: ExemptionDays
  /** The company's. */
  timeZone: string
}

export function ExemptionForm({ userId, days, timeZone }: ExemptionFormProps) {
  const schema = useMemo(() => exemptionForm(days), [days])
  return (
    <Form
      schema={schema}
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
        min={days.first}
        max={days.last}
        hint={`No later than ${formatDay(days.last)}. The exception ends at the end of that day in your company's time zone (${timeZoneName(timeZone)}).`}
      />
    </Form>
  )
}
