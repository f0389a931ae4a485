'use client'

import type { z } from 'zod'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { updatePermissionInput } from '@/lib/permissions/input'
import { PermissionFields } from '../permission-fields'

interface EditPermissionFormProps {
  action: Action<unknown, z.input<typeof updatePermissionInput>>
  permission: { id: string; resource: string; action: string; description: string }
  version: number
  /** The reader may not give it another resource or action. */
  keyStays: boolean
}

export function EditPermissionForm({
  action,
  permission: { id, ...text },
  version,
  keyStays,
}: EditPermissionFormProps) {
  return (
    <Form
      schema={updatePermissionInput}
      action={action}
      hidden={{ permissionId: id }}
      defaultValues={text}
      version={version}
      submitLabel="Save"
      successMessage="The permission was saved."
    >
      <PermissionFields keyStays={keyStays} />
    </Form>
  )
}
