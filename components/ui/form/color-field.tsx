'use client'

import { lineClass } from '@/components/ui/control'
import { readColor } from '@/lib/kernel/color'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'

/** A colour, written or chosen: the picker of the browser stands beside the line and the two agree. */
export function ColorField({ name, label, hint, optional }: FieldProps) {
  const { id, form, error, initial, aria } = useField(name, hint)
  const written = String(form.watch(name) ?? initial ?? '')
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <div className="flex gap-2">
        <input
          {...form.register(name)}
          {...aria}
          id={id}
          type="text"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="#2f80ed"
          defaultValue={String(initial ?? '')}
          className={`${lineClass} font-mono`}
        />
        <input
          type="color"
          aria-label={`${label}: pick one`}
          value={readColor(written) ?? '#2f80ed'}
          onChange={event =>
            form.setValue(name, event.target.value, { shouldDirty: true, shouldValidate: Boolean(error) })
          }
          className="h-10 w-14 shrink-0 cursor-pointer rounded-md border border-control bg-surface p-1"
        />
      </div>
    </FieldFrame>
  )
}
