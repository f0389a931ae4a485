'use client'

import { useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { cx } from '@/components/ui/cx'
import { eye, eyeOff } from '@/components/ui/icons'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'

type PasswordFieldProps = FieldProps & {
  autoComplete: 'current-password' | 'new-password' | 'one-time-code'
  /** Has the focus as it appears. */
  focused?: boolean
}

/** Marked data-secret: the form empties it after success and at no other time. */
export function PasswordField({ name, label, hint, optional, autoComplete, focused }: PasswordFieldProps) {
  const { id, form, error, aria } = useField(name, hint)
  const [shown, setShown] = useState(false)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <div className="relative">
        <input
          {...form.register(name)}
          {...aria}
          id={id}
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          data-secret={name}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={focused}
          className={cx(lineClass, 'pe-11')}
        />
        <IconButton
          label={shown ? 'Hide password' : 'Show password'}
          icon={shown ? eyeOff : eye}
          aria-pressed={shown}
          aria-controls={id}
          className="absolute inset-e-0.5 top-0.5 pointer-coarse:inset-e-0 pointer-coarse:top-0"
          onClick={() => setShown(!shown)}
        />
      </div>
    </FieldFrame>
  )
}
