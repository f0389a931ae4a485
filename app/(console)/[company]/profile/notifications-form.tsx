'use client'

import type { z } from 'zod'
import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { updateNotificationsInput } from '@/lib/profile/input'

const field = fieldsOf(updateNotificationsInput)

interface NotificationsFormProps {
  action: Action<unknown, z.input<typeof updateNotificationsInput>>
  notifications: z.input<typeof updateNotificationsInput>
}

export function NotificationsForm({ action, notifications }: NotificationsFormProps) {
  return (
    <Form
      schema={updateNotificationsInput}
      action={action}
      defaultValues={notifications}
      submitLabel="Save choices"
      successMessage="Your choices were saved."
    >
      <CheckboxField
        name={field('newDevice')}
        label="New device"
        hint="When somebody signs in to your account on a new device."
      />
      <CheckboxField
        name={field('groupChanges')}
        label="Changes to your access"
        hint="When somebody adds you to a group or removes you from one."
      />
    </Form>
  )
}
