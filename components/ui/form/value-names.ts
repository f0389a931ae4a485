import { useEffect } from 'react'
import { useFormContext } from './form-context'

/** What a value of a field is called; undefined where that is not known. */
export type ValueName = (value: string) => string | undefined

/**
 * Says what the values of a field are called, for who is told of them elsewhere: a select that is not on the page cannot be asked,
 * nor one that does not offer what somebody else has chosen.
 */
export function useValueNames(name: string, nameOf: ValueName): void {
  const { valueNames } = useFormContext()
  useEffect(() => {
    valueNames.current.set(name, nameOf)
  })
}
