'use client'

import type { z } from 'zod'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { paths } from '@/lib/kernel/paths'
import { createPermissionInput } from '@/lib/permissions/input'
import { PermissionFields } from '../permission-fields'

interface CreatePermissionFormProps {
  action: Action<{ id: string }, z.input<typeof createPermissionInput>>
  company: string
  /** Names already in use, to stay consistent with. */
  resources: string[]
  /** Where to after adding: the permission for those who may see it. */
  mayRead: boolean
}

export function CreatePermissionForm({ action, company, resources, mayRead }: CreatePermissionFormProps) {
  return (
    <Form
      schema={createPermissionInput}
      action={action}
      submitLabel="Add permission"
      successMessage="The permission was added. Grant it to a group to use it."
      redirectTo={({ id }) => (mayRead ? paths.permission(company, id) : paths.dashboard(company))}
      cancelHref={mayRead ? paths.permissions(company) : paths.dashboard(company)}
    >
      <PermissionFields resources={resources} />
    </Form>
  )
}
