'use client'

import { lineClass } from '@/components/ui/control'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'
import { useSixDigits } from './use-six-digits'

interface CodeFieldProps extends Omit<FieldProps, 'hint'> {
  hint: string
  /** Has the focus as it appears. */
  focused?: boolean
}

/** Six digits, which submit the form by themselves. */
export function CodeField({ name, label, hint, focused }: CodeFieldProps) {
  const { id, form, error, aria } = useField(name, hint)
  const { onChange, ...field } = form.register(name)
  const digits = useSixDigits()
  return (
    <FieldFrame id={id} label={label} hint={`${hint} ${SENT_BY_ITSELF}`} error={error}>
      <input
        {...field}
        {...aria}
        onChange={event => {
          void onChange(event)
          digits.onChange(event)
        }}
        onCompositionEnd={digits.onCompositionEnd}
        {...codeInput}
        id={id}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focused}
        className={lineClass}
      />
      <CheckingCode show={digits.sent && !error} />
    </FieldFrame>
  )
}

/** Behind the hint of a field that does so. */
export const SENT_BY_ITSELF = 'Submits automatically after the sixth digit.'

/** No maxLength, which would cut `123 456`; and digits stand as they were typed, whatever is written around them. */
export const codeInput = {
  type: 'text',
  inputMode: 'numeric',
  autoComplete: 'one-time-code',
  autoCapitalize: 'none',
  spellCheck: false,
  dir: 'ltr',
} as const

/** Tells a screen reader that something is under way that nobody clicked for. */
export const CheckingCode = ({ show }: { show: boolean }) => (
  <span role="status">{show && <VisuallyHidden>Checking the code</VisuallyHidden>}</span>
)
