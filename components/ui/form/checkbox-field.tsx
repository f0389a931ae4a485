'use client'

import { Checkbox } from './checkbox'
import { FieldError, type FieldProps } from './field'
import { useField } from './form-context'

/** One yes or no; its value is a boolean. */
export function CheckboxField({ name, label, hint }: Omit<FieldProps, 'optional'>) {
  const { id, form, error, initial, aria } = useField(name)
  return (
    <div>
      <Checkbox
        {...form.register(name)}
        {...aria}
        id={id}
        defaultChecked={Boolean(initial)}
        label={label}
        hint={hint}
      />
      <FieldError id={id} error={error} />
    </div>
  )
}
