'use client'

import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { paths } from '@/lib/kernel/paths'
import { deactivateUserInput } from '@/lib/users/input'
import { deactivateUserAction } from '../actions'

const field = fieldsOf(deactivateUserInput)

interface DeactivateFormProps {
  userId: string
  /** How many the reader may cancel along with it. */
  invitations: number
}

/** Leads to the receipt. */
export function DeactivateForm({ userId, invitations }: DeactivateFormProps) {
  const company = useCompany()
  return (
    <Form
      schema={deactivateUserInput}
      action={deactivateUserAction}
      hidden={{ userId }}
      submitLabel="Deactivate"
      submitVariant="danger"
      redirectTo={() => paths.receipt(company, userId)}
      cancelHref={paths.user(company, userId)}
    >
      <TextareaField
        name={field('reason')}
        label="Reason"
        optional
        hint="Shown on this person's page until they are reactivated or deleted."
      />
      {invitations > 0 && (
        <CheckboxField
          name={field('cancelInvitations')}
          label={
            invitations === 1
              ? 'Also cancel the pending invitation they sent'
              : `Also cancel the ${invitations.toLocaleString('en-GB')} pending invitations they sent`
          }
          hint="The links stop working. Otherwise, those people can still join."
        />
      )}
    </Form>
  )
}
