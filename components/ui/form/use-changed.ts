import { useEffect, useRef, useState, type RefObject } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { noteChange } from '@/components/ui/unsaved'

/** Files are compared by what they are called and hold. */
const comparable = (_: string, value: unknown): unknown =>
  value instanceof FileList ? [...value].map(file => [file.name, file.size, file.lastModified]) : value

/**
 * Whether something in a form differs from what it began with. Where the page says that it asks before it is left, it then does.
 * @returns whether it has changed, and how to say that what is in it now is saved
 */
export function useChanged(form: UseFormReturn<FieldValues>, element: RefObject<HTMLFormElement | null>) {
  const saved = useRef<string>(undefined)
  const [changed, setChanged] = useState(false)
  const { subscribe, getValues } = form

  useEffect(() => {
    const present = () => JSON.stringify(getValues(), comparable)
    saved.current = present()
    const stop = subscribe({
      formState: { values: true },
      callback: () => setChanged(saved.current !== present()),
    })
    return stop
  }, [subscribe, getValues])

  useEffect(() => {
    const node = element.current
    if (!changed || !node?.closest('[data-asks-before-leaving]') || node.closest('dialog')) return
    noteChange(node, true)
    return () => noteChange(node, false)
  }, [changed, element])

  const keep = () => {
    saved.current = JSON.stringify(getValues(), comparable)
    if (element.current) noteChange(element.current, false)
    setChanged(false)
  }
  return { changed, keep }
}
