'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { TextField } from '@/components/ui/form/text-field'
import { groupSecondFactorForm } from '@/lib/groups/input'
import { changeGroupSecondFactorAction } from '../actions'

const field = fieldsOf(groupSecondFactorForm)

export function GroupSecondFactorForm({
  groupId,
  required,
  graceDays,
  version,
}: {
  groupId: string
  required: boolean
  graceDays: number
  version: number
}) {
  return (
    <Form
      schema={groupSecondFactorForm}
      action={changeGroupSecondFactorAction}
      hidden={{ groupId }}
      defaultValues={{ required, graceDays }}
      version={version}
      submitLabel="Save"
      successMessage="The requirement was saved."
    >
      <CheckboxField
        name={field('required')}
        label="Require two-factor authentication for members"
        hint="With a passkey or an authenticator app. When the grace period is over, members who are signed in must set it up before they can continue."
      />
      <TextField
        name={field('graceDays')}
        label="Grace period in days"
        inputMode="numeric"
        hint="0 to 30, counted from the day it became required. Members see the date on every page and get an email halfway through and the day before."
      />
    </Form>
  )
}
