'use client'

import { controlClass } from '@/components/ui/control'
import { cx } from '@/components/ui/cx'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'

type TextareaFieldProps = FieldProps & { rows?: number; placeholder?: string }

export function TextareaField({ name, label, hint, optional, rows = 3, placeholder }: TextareaFieldProps) {
  const { id, form, error, initial, aria } = useField(name, hint)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <textarea
        {...form.register(name)}
        {...aria}
        id={id}
        rows={rows}
        dir="auto"
        placeholder={placeholder}
        defaultValue={initial as string | undefined}
        className={cx(controlClass, 'field-sizing-content max-h-80 min-h-20 py-2')}
      />
    </FieldFrame>
  )
}
