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
      submitLabel="Replace address"
      submitVariant="danger"
      successMessage={`The email address of ${user.name} was replaced, and all their sessions ended.`}
      redirectTo={() => back}
      cancelHref={back}
    >
      <TextField name={field('email')} label="Replacement address" type="email" autoComplete="off" />
      <TextField
        name={field('reason')}
        label="Reason"
        hint="Why the old mailbox cannot be used. The reason is kept in the audit log permanently, so do not name people."
        autoComplete="off"
      />
    </Form>
  )
}
