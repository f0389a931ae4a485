import { createContext, use, type RefObject } from 'react'
import { get, type FieldErrors, type FieldValues, type UseFormReturn } from 'react-hook-form'
import type { FieldName } from './fields-of'
import type { ValueName } from './value-names'

interface FormContextValue {
  id: string
  form: UseFormReturn<FieldValues>
  errors: FieldErrors
  defaults: Record<string, unknown>
  /** What values are called, by the fields' names (value-names.ts). */
  valueNames: RefObject<Map<string, ValueName>>
}

export const FormContext = createContext<FormContextValue | null>(null)

export const useFormContext = (): FormContextValue => {
  const context = use(FormContext)
  if (!context) throw new Error('A field must stand inside a <Form>.')
  return context
}

/** What every field needs to know of its form: ids, its first value, its error. */
export const useField = (name: FieldName, hint?: unknown) => {
  const { id: formId, form, errors, defaults } = useFormContext()
  const id = `${formId}-${name}`
  const found: { message?: string } | undefined = get(errors, name)
  const error = found?.message
  const described = [error && `${id}-error`, Boolean(hint) && `${id}-hint`].filter(Boolean).join(' ')
  return {
    id,
    form,
    error,
    initial: get(defaults, name) as unknown,
    aria: { 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined } as const,
  }
}
