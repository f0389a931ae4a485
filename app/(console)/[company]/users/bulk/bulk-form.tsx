'use client'

import { useRouter } from 'next/navigation'
import type { z } from 'zod'
import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany } from '@/components/ui/form/run-action'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { bulkInput } from '@/lib/bulk/input'
import type { BulkAct } from '@/lib/kernel/bulk-acts'
import { paths } from '@/lib/kernel/paths'
import { runBulkAction } from './actions'

const field = fieldsOf(bulkInput)

interface BulkFormProps {
  act: BulkAct
  /** Whom it is about, as in the address of the page. */
  input: Omit<z.input<typeof bulkInput>, 'act'>
  label: string
  /** Of a deactivation: how many the reader may cancel along with it. */
  invitations: number
}

/** Leads to the result. */
export function BulkForm({ act, input, label, invitations }: BulkFormProps) {
  const company = useCompany()
  const router = useRouter()
  const danger = act === 'deactivate'
  return (
    <Form
      schema={bulkInput}
      action={runBulkAction}
      hidden={{ ...input, act }}
      submitLabel={label}
      submitVariant={danger ? 'danger' : 'primary'}
      // What it says below the refusal is then what holds now, to be looked at again.
      onProblem={({ code }) => (code === 'conflict' || code === 'group_grown') && router.refresh()}
      redirectTo={({ bulkId }) => paths.bulkResult(company, bulkId)}
    >
      {danger && (
        <TextareaField
          name={field('reason')}
          label="Reason"
          optional
          hint="Shown on each person's page until they are reactivated or deleted."
        />
      )}
      {danger && invitations > 0 && (
        <CheckboxField
          name={field('cancelInvitations')}
          label={`Also cancel pending invitations they sent: ${invitations === 1 ? '1 invitation' : `${invitations.toLocaleString('en-GB')} invitations`}`}
        />
      )}
    </Form>
  )
}
