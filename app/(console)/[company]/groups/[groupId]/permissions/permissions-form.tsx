'use client'

import type { ReactNode } from 'react'
import type { z } from 'zod'
import { CheckboxSet } from '@/components/ui/form/checkbox-group'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { chosenPermissions } from '@/lib/groups/input'
import { paths } from '@/lib/kernel/paths'
import { changeGroupPermissionsAction } from '../../actions'

interface PermissionsFormProps {
  groupId: string
  /** Ids of what the group grants now. */
  granted: string[]
  /** The matrix, made on the server. */
  children: ReactNode
}

/** Sends only the differences, so that what somebody else changed meanwhile stays. */
export function PermissionsForm({ groupId, granted, children }: PermissionsFormProps) {
  const company = useCompany()
  const schema = chosenPermissions(granted)
  const send: Action<unknown, z.input<typeof schema>> = (slug, { permissions: chosen }) =>
    changeGroupPermissionsAction(slug, {
      groupId,
      grant: chosen.filter(id => !granted.includes(id)),
      revoke: granted.filter(id => !chosen.includes(id)),
    })
  return (
    <Form
      schema={schema}
      action={send}
      submitLabel="Save permissions"
      successMessage="The permissions were changed."
      redirectTo={() => paths.group(company, groupId)}
      cancelHref={paths.group(company, groupId)}
    >
      <CheckboxSet name={fieldsOf(schema)('permissions')} label="Permissions by resource and action" hideLabel>
        {children}
      </CheckboxSet>
    </Form>
  )
}
