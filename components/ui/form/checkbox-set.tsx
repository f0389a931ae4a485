'use client'

import { useEffect, useRef, type ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { FieldError, FieldHint, type FieldProps } from './field'
import { useField } from './form-context'

interface CheckboxSetProps extends Omit<FieldProps, 'optional'> {
  children: ReactNode
  /** The label is read out but not shown, where a heading stands above already. */
  hideLabel?: boolean
}

/**
 * Any arrangement of checkboxes (a list, a matrix) whose checked values are one array. The DOM holds the
 * state, so hundreds of boxes cost nothing, and one ticked before hydration counts. The children are
 * <Checkbox value defaultChecked>, or plain inputs, without a name.
 */
export function CheckboxSet({ name, label, hint, hideLabel, children }: CheckboxSetProps) {
  const { id, form, error } = useField(name)
  const set = useRef<HTMLFieldSetElement>(null)

  const read = () =>
    [...(set.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]:checked') ?? [])].map(box => box.value)

  useEffect(() => form.setValue(name, read()), [form, name])

  return (
    <fieldset
      ref={set}
      data-name={name}
      className="min-w-0"
      data-invalid={error ? '' : undefined}
      aria-describedby={cx(error && `${id}-error`, Boolean(hint) && `${id}-hint`) || undefined}
      onChange={() => form.setValue(name, read(), { shouldValidate: form.formState.isSubmitted, shouldDirty: true })}
    >
      <legend className={hideLabel ? 'sr-only' : 'mb-1 font-medium'}>{label}</legend>
      {children}
      <FieldError id={id} error={error} />
      <FieldHint id={id} hint={hint} />
    </fieldset>
  )
}
