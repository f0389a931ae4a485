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
        hint={`What it is about, such as staging.${known && ` In use already: ${known}.`}`}
        readOnly={keyStays}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField
        name={field('action')}
        label="Action"
        hint="What may be done with it, such as deploy. A single * stands for every action, also those that come later."
        readOnly={keyStays}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextareaField
        name={field('description')}
        label="Description"
        optional
        hint="Helps people to choose: what does it let somebody do?"
      />
    </>
  )
}
