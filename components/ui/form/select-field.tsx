'use client'

import { Select, type SelectOption } from '@/components/ui/select'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'
import { useValueNames, type ValueName } from './value-names'

type SelectFieldProps = FieldProps & {
  options: readonly SelectOption[]
  /** Shown while nothing is chosen; its value is ''. */
  placeholder?: string
  /** What others are called than are offered here. */
  nameOf?: ValueName
}

export function SelectField({ name, label, hint, optional, options, placeholder, nameOf }: SelectFieldProps) {
  const { id, form, error, initial, aria } = useField(name, hint)
  useValueNames(name, value => options.find(option => option.value === value)?.label ?? nameOf?.(value))
  const all = placeholder === undefined ? options : [{ value: '', label: placeholder }, ...options]
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <Select {...form.register(name)} {...aria} id={id} defaultValue={initial as string | undefined} options={all} />
    </FieldFrame>
  )
}
