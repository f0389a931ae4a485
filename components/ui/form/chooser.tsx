'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { IconButton } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { REST_MS, useFoundOptions, type OptionSource } from '@/components/ui/found-options'
import { x } from '@/components/ui/icons'
import { ChoiceList, choiceId, type ChooserOption } from './choice-list'
import { choicesFor } from './choices'
import { FieldError, FieldHint, type FieldProps } from './field'
import { useField } from './form-context'

interface ChooserProps extends Omit<FieldProps, 'optional' | 'label'> {
  label: string
  /** What is chosen, for sentences: "group", "groups". */
  noun: { one: string; many: string }
  /** All there are, or the first of them … */
  options?: readonly ChooserOption[]
  /** … and where others are asked for, by what is typed. */
  source?: OptionSource
  /** How many there are, where others are asked for. */
  total?: number
  /** Where somebody begins. */
  focused?: boolean
  /** What is looked for from the beginning. */
  initialText?: string
  /** Makes one of this name where there is none; answers with it, or with a sentence that says why not. */
  create?: (name: string) => Promise<ChooserOption | string>
}

/**
 * Some of many, found by typing, with what is chosen above as chips. By keyboard: arrows and Enter choose, Backspace in the empty
 * field takes the last one back. The list is part of the page rather than a window over it, so that choosing several takes
 * no more than as many clicks. The pattern is that of a combobox [WAI-ARIA Authoring Practices, 3.8].
 */
export function Chooser({
  name,
  label,
  hint,
  noun,
  options: all,
  source,
  total,
  focused,
  initialText = '',
  create,
}: ChooserProps) {
  const { id, form, error, initial, aria } = useField(name, hint)
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const first = Array.isArray(initial) ? (initial as string[]) : []
  const [chosen, setChosen] = useState(() => (all ?? []).filter(({ value }) => first.includes(value)))
  const chosenAtFirst = useRef(chosen.map(({ value }) => value))
  const [made, setMade] = useState<ChooserOption[]>([])
  const [typed, setTyped] = useState(initialText)
  const [active, setActive] = useState(-1)
  const [creating, setCreating] = useState(false)
  const [problem, setProblem] = useState('')
  // What was chosen before anybody touches it is sent, too.
  useEffect(() => form.setValue(name, chosenAtFirst.current), [form, name])
  const { found, ask, drop } = useFoundOptions(source, ({ q, options }) => {
    // Of several whom somebody else named, none is taken by Enter alone.
    if (q !== initialText || options.length === 1) setActive(at => Math.max(at, 0))
  })

  const askAtFirst = useRef(() => source && initialText && ask(initialText))
  useEffect(() => void askAtFirst.current(), [])

  const answer = found?.q === typed ? found : undefined
  const isChosen = (value: string) => chosen.some(one => one.value === value)
  // What was chosen when it was opened comes first; what is chosen since stays where it is, under the pointer.
  const known = [...made, ...(all ?? [])].sort(
    (a, b) => Number(first.includes(b.value)) - Number(first.includes(a.value)),
  )
  const { shown, status, isNew } = choicesFor({
    noun,
    known,
    total: total && total + made.length,
    typed,
    asks: source !== undefined,
    answer,
  })
  const offered = create && isNew ? typed : ''
  const count = shown.length + (offered ? 1 : 0)

  const set = (next: ChooserOption[]) => {
    setChosen(next)
    const values = next.map(({ value }) => value)
    form.setValue(name, values, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  }
  const clear = () => {
    drop()
    setTyped('')
    setActive(-1)
    if (input.current) input.current.value = ''
  }
  const toggle = (option: ChooserOption | undefined) => {
    if (!option || option.disabled) return
    set(isChosen(option.value) ? chosen.filter(one => one.value !== option.value) : [...chosen, option])
  }
  const make = async () => {
    if (!create || creating) return
    setCreating(true)
    setProblem('')
    const result = await create(offered)
    setCreating(false)
    if (typeof result === 'string') return setProblem(result)
    setMade(before => [result, ...before])
    set([...chosen, result])
    clear()
    input.current?.focus()
  }
  /** Who points goes on down the list; who types goes on to type. */
  const pick = (at: number) => (at < shown.length ? toggle(shown[at]) : void make())
  const pickByKey = (at: number) => {
    pick(at)
    if (at < shown.length && !shown[at]!.disabled) clear()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' && count) setActive(at => (at + 1) % count)
    else if (event.key === 'ArrowUp' && count) setActive(at => (at <= 0 ? count : at) - 1)
    else if (event.key === 'Enter' && typed) {
      // Only what answers to what stands in the field.
      if (active >= 0 && active < count) pickByKey(active)
    } else if (event.key === 'Enter' && active >= 0 && active < count) pick(active)
    else if (event.key === 'Escape' && typed) clear()
    else if (event.key === 'Backspace' && !typed && chosen.length) toggle(chosen.at(-1))
    else return
    event.preventDefault()
  }

  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      {chosen.length > 0 && (
        <ul aria-label={`Chosen ${noun.many}`} className="mb-2 flex max-h-36 flex-wrap gap-1.5 overflow-y-auto">
          {chosen.map(option => (
            <li key={option.value} className="chip">
              <span className="truncate" title={option.label}>
                {option.label}
              </span>
              <IconButton
                label={`Remove ${option.label}`}
                icon={x}
                disabled={option.disabled}
                onClick={() => {
                  toggle(option)
                  input.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        data-name={name}
        data-autofocus={focused || undefined}
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focused}
        defaultValue={initialText}
        role="combobox"
        aria-expanded={count > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && active < count ? choiceId(listId, active) : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={`Search ${noun.many}`}
        className={lineClass}
        {...aria}
        onKeyDown={onKeyDown}
        onChange={event => {
          const next = event.target.value.trim()
          setTyped(next)
          setProblem('')
          // What is asked for is not there yet.
          setActive(next && (!source || all) ? 0 : -1)
          if (source && next) ask(next, REST_MS)
          else drop()
        }}
      />
      <FieldError id={id} error={error} />
      {problem && <FieldError id={`${id}-create`} error={problem} />}
      <ChoiceList
        id={listId}
        label={label}
        options={shown}
        isChosen={isChosen}
        active={active}
        status={status}
        offer={offered && { label: `Create the ${noun.one} “${offered}”`, busy: creating }}
        onPick={pick}
      />
      <FieldHint id={id} hint={hint} />
    </div>
  )
}
