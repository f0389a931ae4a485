import type { ComponentProps, ReactNode } from 'react'
import { cx } from '@/components/ui/cx'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode; hintId?: string }

export function Checkbox({ label, hint, hintId, className, ...input }: CheckboxProps) {
  return (
    <label className={cx('flex items-start gap-2.5 py-1 pointer-coarse:min-h-10 pointer-coarse:py-2', className)}>
      <input {...input} type="checkbox" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        {label}
        {hint && (
          <span id={hintId} className="block text-[0.8125rem] text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
