'use client'

import { Select, type SelectOption } from '@/components/ui/select'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'

type SelectFieldProps = FieldProps & {
  options: readonly SelectOption[]
  /** Shown while nothing is chosen; its value is ''. */
  placeholder?: string
}

export function SelectField({ name, label, hint, optional, options, placeholder }: SelectFieldProps) {
  const { id, form, error, initial, aria } = useField(name, hint)
  const all = placeholder === undefined ? options : [{ value: '', label: placeholder }, ...options]
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <Select {...form.register(name)} {...aria} id={id} defaultValue={initial as string | undefined} options={all} />
    </FieldFrame>
  )
}
