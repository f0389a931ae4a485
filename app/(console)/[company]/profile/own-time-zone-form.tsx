'use client'

import type { z } from 'zod'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TimeZoneField } from '@/components/ui/form/time-zone-field'
import { chooseTimeZoneInput } from '@/lib/profile/input'

const field = fieldsOf(chooseTimeZoneInput)

interface OwnTimeZoneFormProps {
  action: Action<unknown, z.input<typeof chooseTimeZoneInput>>
  /** Null: that of the browser. */
  timeZone: string | null
}

export function OwnTimeZoneForm({ action, timeZone }: OwnTimeZoneFormProps) {
  const current = timeZone ?? ''
  return (
    <Form
      schema={chooseTimeZoneInput}
      action={action}
      defaultValues={{ timeZone: current }}
      submitLabel="Save time zone"
      successMessage="Your time zone was saved."
    >
      <TimeZoneField name={field('timeZone')} label="Time zone" current={current} orBrowsers />
    </Form>
  )
}
