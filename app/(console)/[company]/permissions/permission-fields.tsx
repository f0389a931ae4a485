'use client'

import { fieldsOf } from '@/components/ui/form/fields-of'
import { TextField } from '@/components/ui/form/text-field'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { createPermissionInput } from '@/lib/permissions/input'

const field = fieldsOf(createPermissionInput)

interface PermissionFieldsProps {
  resources?: string[]
  /** Resource and action stay as they are. */
  keyStays?: boolean
}

/** The same for adding and for editing. */
export function PermissionFields({ resources = [], keyStays = false }: PermissionFieldsProps) {
  const known = resources.slice(0, 8).join(', ')
  return (
    <>
      <TextField
        name={field('resource')}
        label="Resource"
        hint={`What it applies to, such as staging.${known && ` Already in use: ${known}.`}`}
        readOnly={keyStays}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name={field('action')}
        label="Action"
        hint="What it allows, such as deploy. A single * means every action, including future ones."
        readOnly={keyStays}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextareaField
        name={field('description')}
        label="Description"
        optional
        hint="What does it let people do? Helps others choose the right permission."
      />
    </>
  )
}
