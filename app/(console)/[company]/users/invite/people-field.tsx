'use client'

import { useEffect, useRef, type FormEvent, type KeyboardEvent } from 'react'
import { controlClass } from '@/components/ui/control'
import { cx } from '@/components/ui/cx'
import { FieldFrame, type FieldProps } from '@/components/ui/form/field'
import { useField } from '@/components/ui/form/form-context'
import { countPeople, pluralize } from '@/lib/kernel/format'
import { PersonChipItem } from './person-chip'
import { isPerson, type People } from './use-people'

/** Why the box could not be read; a sentence. */
export const unreadSentence = (problem: unknown): string =>
  problem instanceof RangeError
    ? 'This list is too long. Import it as a file instead.'
    : 'The list could not be read. Check your connection and try again. What you entered is still here.'

/** At the end of an address: more may follow, and this one is done. */
const ended = /@[^\s@].*[,;，、；،؛\n]\s*$/s

/** Pasted, dropped or filled in, and not typed letter by letter. */
const isWhole = ({ inputType = '', data, isComposing }: InputEvent): boolean =>
  !isComposing && (inputType.startsWith('insertFrom') || (data?.length ?? 0) > 1)

type PeopleFieldProps = Pick<FieldProps, 'name' | 'label' | 'hint'> & {
  people: People
  /** Where somebody begins. */
  focused?: boolean
}

/**
 * A box that reads what is put into it: lists when they are pasted, what is typed at the end of each address, with Enter, and when the form
 * is sent. What it read stands below as chips that can be mended.
 */
export function PeopleField({ name, label, hint, people, focused }: PeopleFieldProps) {
  const { id, form, error, aria } = useField(name, hint)

  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => people.attach(box.current))

  const read = async () => {
    try {
      await people.readBox()
      form.clearErrors(name)
    } catch (problem) {
      form.setError(name, { type: 'server', message: unreadSentence(problem) })
    }
  }

  const onInput = ({ currentTarget: { value }, nativeEvent }: FormEvent<HTMLTextAreaElement>) => {
    if (value.includes('@') && (isWhole(nativeEvent as InputEvent) || ended.test(value))) void read()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    if (!event.currentTarget.value.trim()) return
    event.preventDefault()
    void read()
  }

  const { chips } = people
  const toMend = chips.filter(({ piece }) => !isPerson(piece)).length
  const told = [
    ...(chips.length > toMend ? [countPeople(chips.length - toMend)] : []),
    ...(toMend ? [`${pluralize(toMend, 'entry', 'entries')} to correct`] : []),
  ].join(', ')
  return (
    <div>
      <FieldFrame id={id} label={label} hint={hint} error={error}>
        <textarea
          {...aria}
          ref={box}
          id={id}
          name={name}
          rows={3}
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={focused}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onInput={onInput}
          onKeyDown={onKeyDown}
          className={cx(controlClass, 'field-sizing-content max-h-48 min-h-20 py-2')}
        />
      </FieldFrame>
      <p role="status" className={cx('text-[0.8125rem] text-muted', told && 'mt-3')}>
        {told}
      </p>
      {chips.length > 0 && (
        <ul aria-label="People to invite" className="-mx-1 mt-1.5 flex max-h-72 flex-wrap gap-1.5 overflow-y-auto p-1">
          {chips.map(chip => (
            <PersonChipItem key={chip.id} chip={chip} people={people} />
          ))}
        </ul>
      )}
    </div>
  )
}
