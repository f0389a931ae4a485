import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { circleAlert } from '@/components/ui/icons'
import type { FieldName } from './fields-of'

export interface FieldProps {
  /** From `fieldsOf` the schema of the form. */
  name: FieldName
  label: ReactNode
  hint?: ReactNode
  /** Says "Optional" beside the label. What is required needs no mark. */
  optional?: boolean
}

interface FrameProps extends Omit<FieldProps, 'name'> {
  id: string
  error?: string
  children: ReactNode
}

/** Label above, control, then what is wrong, then the hint. */
export function FieldFrame({ id, label, hint, optional, error, children }: FrameProps) {
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {optional && <span className="text-xs text-muted">Optional</span>}
      </div>
      {children}
      <FieldError id={id} error={error} />
      <FieldHint id={id} hint={hint} />
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error?: string }) {
  if (!error) return null
  return (
    <p id={`${id}-error`} className="mt-1.5 flex items-start gap-1.5 text-[0.8125rem] text-danger">
      <Icon of={circleAlert} className="mt-0.5 size-3.5" />
      <span className="min-w-0 wrap-anywhere">{error}</span>
    </p>
  )
}

export function FieldHint({ id, hint }: { id: string; hint?: ReactNode }) {
  if (!hint) return null
  return (
    <p id={`${id}-hint`} className="mt-1.5 text-[0.8125rem] text-muted">
      {hint}
    </p>
  )
}
