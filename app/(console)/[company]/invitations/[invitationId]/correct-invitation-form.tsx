'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { correctInvitationInput } from '@/lib/invitations/form-input'
import { paths } from '@/lib/kernel/paths'
import { correctInvitationAction } from '../actions'

const field = fieldsOf(correctInvitationInput)

interface CorrectInvitationFormProps {
  invitationId: string
  email: string
  name: string
  version: number
}

export function CorrectInvitationForm({ invitationId, version, ...details }: CorrectInvitationFormProps) {
  const back = paths.invitations(useCompany())
  return (
    <Form
      schema={correctInvitationInput}
      action={correctInvitationAction}
      defaultValues={details}
      version={version}
      hidden={{ invitationId }}
      submitLabel="Save and send a new link"
      successMessage="The invitation was updated."
      redirectTo={() => back}
      cancelHref={back}
    >
      <TextField name={field('email')} label="Email" type="email" autoComplete="off" />
      <TextField
        name={field('name')}
        label="Name"
        optional
        hint="They can change it when they accept the invitation."
        autoComplete="off"
      />
    </Form>
  )
}
