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
      successMessage="The second factor of the group was saved."
    >
      <CheckboxField
        name={field('required')}
        label="Require a second factor of the members"
        hint="A passkey, or a code of an authenticator app. Members who are signed in are asked at their next click, when the days of grace are over."
      />
      <TextField
        name={field('graceDays')}
        label="Days of grace"
        inputMode="numeric"
        hint="0 to 30, counted from the day it was required. Members see the date on every page, and get a mail at half time and the day before."
      />
    </Form>
  )
}
