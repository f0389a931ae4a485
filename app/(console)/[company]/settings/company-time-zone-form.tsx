'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TimeZoneField } from '@/components/ui/form/time-zone-field'
import { changeTimeZoneInput } from '@/lib/company/input'

const field = fieldsOf(changeTimeZoneInput)

interface CompanyTimeZoneFormProps {
  action: Action<unknown, z.input<typeof changeTimeZoneInput>>
  timeZone: string
  version: number
}

export function CompanyTimeZoneForm({ action, timeZone, version }: CompanyTimeZoneFormProps) {
  return (
    <Form
      schema={changeTimeZoneInput}
      action={action}
      defaultValues={{ timeZone }}
      version={version}
      submitLabel="Save time zone"
      successMessage="The time zone was saved."
    >
      <TimeZoneField
        name={field('timeZone')}
        label="Time zone"
        hint="Exceptions that were already added keep the time at which they end."
        current={timeZone}
      />
    </Form>
  )
}
