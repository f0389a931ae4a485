'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { paths } from '@/lib/kernel/paths'
import { replaceEmailInput } from '@/lib/users/input'
import { replaceEmailAction } from '../actions'

const field = fieldsOf(replaceEmailInput)

export function ReplaceEmailForm({ user }: { user: { id: string; name: string; version: number } }) {
  const back = paths.user(useCompany(), user.id)
  return (
    <Form
      schema={replaceEmailInput}
      action={replaceEmailAction}
      hidden={{ userId: user.id }}
      version={user.version}
      submitLabel="Replace the address"
      submitVariant="danger"
      successMessage={`${user.name} has another email address, and is signed out everywhere.`}
      redirectTo={() => back}
      cancelHref={back}
    >
      <TextField name={field('email')} label="Address that replaces it" type="email" autoComplete="off" />
      <TextField
        name={field('reason')}
        label="Reason"
        hint="Why the old mailbox cannot be asked. It stands in the audit log for good, so name nobody."
        autoComplete="off"
      />
    </Form>
  )
}
