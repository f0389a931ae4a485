'use client'

import { controlClass } from '@/components/ui/control'
import { cx } from '@/components/ui/cx'
import { FieldFrame, type FieldProps } from './field'
import { useField } from './form-context'

type FileFieldProps = FieldProps & {
  /** Kinds of files as the browser's dialog filters them: ".csv,text/csv". */
  accept?: string
}

/** A file from the computer, chosen or dropped on the field; its value is a FileList. */
export function FileField({ name, label, hint, optional, accept }: FileFieldProps) {
  const { id, form, error, aria } = useField(name, hint)
  return (
    <FieldFrame id={id} label={label} hint={hint} optional={optional} error={error}>
      <input
        {...form.register(name)}
        {...aria}
        id={id}
        type="file"
        accept={accept}
        className={cx(
          controlClass,
          'border-dashed p-2.5 file:me-3 file:rounded-md file:border-0 file:bg-sunken file:px-3 file:py-1.5 file:font-medium file:text-ink hover:file:bg-line',
        )}
      />
    </FieldFrame>
  )
}
