'use client'

import type { ComponentProps } from 'react'
import { lineClass } from '@/components/ui/control'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'

type TextFieldProps = FieldProps &
  Pick<
    ComponentProps<'input'>,
    'autoComplete' | 'placeholder' | 'min' | 'max' | 'inputMode' | 'spellCheck' | 'autoCapitalize' | 'readOnly'
  > & {
    type?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'date' | 'number'
    /** Has the focus as it appears: the first field of a page that is there for its form alone. */
    focused?: boolean
  }

/** No maxLength: what is too long gets its sentence instead of being cut without a word. */
export function TextField({ name, label, hint, optional, type = 'text', focused, ...input }: TextFieldProps) {
  const { id, form, error, initial, aria } = useField(name, hint)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <input
        {...input}
        {...form.register(name)}
        {...aria}
        id={id}
        type={type}
        dir={type === 'text' ? 'auto' : undefined}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focused}
        defaultValue={initial as string | number | undefined}
        className={`${lineClass} read-only:bg-sunken read-only:text-muted`}
      />
    </FieldFrame>
  )
}
