import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { get, set, type FieldValues, type UseFormReturn } from 'react-hook-form'
import { meanwhileOf, type ActionResult, type Meanwhile } from '@/lib/kernel/errors'
import { listChange, mergeFields, sameValue, type MergedField } from './merge'
import { isOnPage, labelOf, namesOnPage, shownAs, tickBoxes } from './page-fields'
import type { ValueName } from './value-names'

/** How often a form tries again by itself while others change the same thing, but nothing that it edits. */
const MOST_TRIES = 3

export type Side = 'yours' | 'theirs'

/** A field that somebody else changed, in words. */
export interface ToldField {
  field: string
  label: string
  /** As the page shows them; of a list, what came and what went instead. */
  values: { base: string; yours: string; theirs: string } | { added: string[]; removed: string[] }
  /** Both changed it. */
  conflict: boolean
  /** Undefined until somebody has decided; what is not on the page follows from other fields. */
  choice?: Side
  choosable: boolean
}

/** What a form shows after it came second. */
export interface Told extends Pick<Meanwhile, 'by' | 'at' | 'own'> {
  message: string
  fields: ToldField[]
}

interface VersionedForm {
  form: UseFormReturn<FieldValues>
  element: RefObject<HTMLFormElement | null>
  valueNames: RefObject<Map<string, ValueName>>
  /** Of what is edited, and what its fields are, as the page has them now. */
  version: number | undefined
  /** The version that the values of this form became by another way, such as a dialog after it. */
  savedAs: number | undefined
  defaults: Record<string, unknown>
}

/**
 * Which version a form was filled in from, and what becomes of it when somebody else was first. The version changes together
 * with the values that belong to it, never by itself: what the page reads anew is taken over where nothing that was typed and
 * nothing that somebody should be told is lost by it; else the next try to save tells.
 */
export function useVersion({ form, element, valueNames, version, savedAs, defaults }: VersionedForm) {
  const [opened, setOpened] = useState({ version, base: defaults })
  const [told, setTold] = useState<Told | null>(null)
  const merged = useRef<MergedField[]>([])

  const put = (name: string, value: unknown) => {
    const sent = Array.isArray(value) || typeof value === 'boolean' ? value : String(value ?? '')
    if (Array.isArray(sent)) tickBoxes(element.current, name, sent.map(String))
    form.setValue(name, sent, { shouldDirty: true })
  }

  const read = useEffectEvent(() => {
    // The page may be behind: it is read anew after what was saved or told here.
    if (version === undefined || opened.version === undefined || version <= opened.version) return
    const typed: string[] = []
    const foreign: string[] = []
    for (const name of namesOnPage(element.current)) {
      const [base, now, fresh] = [get(opened.base, name), form.getValues(name), get(defaults, name)] as unknown[]
      if (sameValue(now, fresh)) continue
      if (!sameValue(base, now)) typed.push(name)
      if (!sameValue(base, fresh)) foreign.push(name)
    }
    const own = version === savedAs
    if (typed.length && foreign.length && !own) return
    for (const name of own ? [...new Set([...foreign, ...typed])] : foreign) put(name, get(defaults, name))
    setOpened({ version, base: defaults })
  })

  // Once the fields of the page that was read anew are there to be looked at.
  useEffect(() => queueMicrotask(() => read()), [version])

  const merge = ({ fields }: Meanwhile, values: FieldValues): MergedField[] =>
    mergeFields(
      fields,
      name => get(opened.base, name) as unknown,
      name => get(isOnPage(element.current, name) ? values : opened.base, name) as unknown,
    )

  const tell = (message: string, { version: present, by, at, own }: Meanwhile, fields: MergedField[]) => {
    const page = element.current
    merged.current = fields
    setTold({
      message,
      by,
      at,
      own,
      fields: fields.map(field => inWords(page, field, valueNames.current.get(field.field))),
    })
    for (const { field, merged: value } of fields) if (isOnPage(page, field)) put(field, value)
    setOpened({ version: present, base: withTheirs(opened.base, fields) })
  }

  return {
    ...opened,
    told,

    forget: () => setTold(null),

    /** The values that were saved are the ones to begin with from now on. */
    saved(values: FieldValues, data: unknown) {
      const next = (data as { version?: unknown } | undefined)?.version
      setOpened({ version: typeof next === 'number' ? next : opened.version, base: values })
    },

    /**
     * Sends with the version that the fields were filled in from. Where nobody else changed what this form edits, it is sent
     * once more with the present one; else that is told, and the form goes on from what there is.
     */
    async attempt<Data>(
      values: FieldValues,
      send: (version: number | undefined) => Promise<ActionResult<Data>>,
    ): Promise<{ result: ActionResult<Data>; isTold: boolean }> {
      let seen = opened.version
      for (let tries = 1; ; tries += 1) {
        const result = await send(seen)
        const meanwhile = result.ok ? undefined : meanwhileOf(result.error)
        if (result.ok || !meanwhile || tries > MOST_TRIES) return { result, isTold: false }
        const fields = merge(meanwhile, values)
        if (fields.length) {
          tell(result.error.message, meanwhile, fields)
          return { result, isTold: true }
        }
        seen = meanwhile.version
      }
    },

    choose(name: string, choice: Side) {
      const field = merged.current.find(one => one.field === name)!
      const other = choice === 'theirs' ? field.yours : field.theirs
      const now: unknown = form.getValues(name)
      // What was typed after the refusal is nobody's to take back, but by the choice of the other side.
      if (choice === 'theirs' || sameValue(now, other)) put(name, field[choice])
      setTold(
        before =>
          before && { ...before, fields: before.fields.map(one => (one.field === name ? { ...one, choice } : one)) },
      )
    },
  }
}

const inWords = (
  page: HTMLFormElement | null,
  { field, base, yours, theirs, conflict }: MergedField,
  nameOf?: ValueName,
): ToldField => {
  const show = (value: unknown) => shownAs(page, field, value, nameOf)
  const { added, removed } = listChange(base, theirs)
  const isList = Array.isArray(base)
  return {
    field,
    label: labelOf(page, field),
    values: isList
      ? { added: added.map(show), removed: removed.map(show) }
      : { base: show(base), yours: show(yours), theirs: show(theirs) },
    conflict,
    choice: conflict ? undefined : 'theirs',
    choosable: !isList && isOnPage(page, field),
  }
}

/** What there is now is where the form begins from, so that a third change is compared with it. */
const withTheirs = (base: Record<string, unknown>, fields: readonly MergedField[]): Record<string, unknown> => {
  const next = structuredClone(base)
  for (const { field, theirs } of fields) set(next, field, theirs)
  return next
}
