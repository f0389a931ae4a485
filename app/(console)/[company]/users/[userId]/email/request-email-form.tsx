'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { paths } from '@/lib/kernel/paths'
import { requestUserEmailChangeInput } from '@/lib/users/input'
import { requestUserEmailChangeAction } from '../actions'

const field = fieldsOf(requestUserEmailChangeInput)

export function RequestEmailForm({ userId, mailed }: { userId: string; mailed: boolean }) {
  const back = paths.user(useCompany(), userId)
  return (
    <Form
      schema={requestUserEmailChangeInput}
      action={requestUserEmailChangeAction}
      hidden={{ userId }}
      submitLabel="Send link"
      successMessage={mailed ? 'A link was sent to the new address.' : 'The email was written to a file on the server.'}
      redirectTo={() => back}
      cancelHref={back}
    >
      <TextField name={field('email')} label="New email address" type="email" autoComplete="off" />
    </Form>
  )
}
