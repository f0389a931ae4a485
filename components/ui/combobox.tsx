'use client'

import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { formatTotal } from '@/lib/kernel/totals'
import { lineClass } from './control'
import { cx } from './cx'
import { REST_MS, useFoundOptions, type FoundOptions, type OptionSource } from './found-options'
import { Icon } from './icon'
import { chevronDown } from './icons'
import type { SelectOption } from './select'
import { useHydrated } from './use-hydrated'

/** One of what can be chosen; some have a key, which stands for them in an address. */
type Option = SelectOption & { key?: string }

interface ComboboxProps {
  /** Of the field that carries what is chosen in the form around it. */
  name: string
  label: string
  value?: string
  /** What `value` is called. */
  chosen?: string
  /** Before what is found: "Any group". The first is what nothing chosen means. */
  fixed: readonly SelectOption[]
  source: OptionSource
  /** Whether a text is what could be chosen, as it is: who types it in full need not choose it, and a browser without script sends it. */
  accepts?: (text: string) => boolean
}

/**
 * A choice among many, which are asked for when somebody looks and found by typing; a choice sends the form. The pattern is that of
 * a combobox with a list [WAI-ARIA Authoring Practices, 3.8].
 */
export function Combobox({ name, label, value = '', chosen, fixed, source, accepts }: ComboboxProps) {
  const id = useId()
  const hidden = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [typed, setTyped] = useState('')
  const [taken, setTaken] = useState(value)
  /** Whether something was chosen since it was opened: what was typed to find it is not taken in its place as the focus leaves. */
  const isChosen = useRef(false)
  const { found, ask, drop } = useFoundOptions(source, () => setActive(0))
  const present = chosen ?? (value ? fixed.find(option => option.value === value)?.label : undefined) ?? ''
  const answer = found?.q === typed ? found : undefined
  const hydrated = useHydrated()
  const isField = accepts !== undefined && !hydrated
  const options: Option[] = [
    ...(typed ? [] : fixed),
    ...(answer?.options ?? []).map(({ id: value, name: label, key }) =>
      key ? { value: key, label, key } : { value, label },
    ),
  ]

  const show = () => {
    if (open) return
    isChosen.current = false
    setOpen(true)
    setActive(0)
    field.current?.select()
    // Nothing is typed while it is closed.
    if (!answer || answer.failed) ask('')
  }

  const hide = () => {
    drop()
    setOpen(false)
    setTyped('')
    if (isChosen.current) return
    if (typed && accepts?.(typed)) return put(typed)
    if (field.current) field.current.value = present
  }

  const put = (text: string, shown = text) => {
    if (field.current) field.current.value = shown
    // At once, for a form that is sent now, and for what is drawn next.
    if (hidden.current) hidden.current.value = text
    setTaken(text)
  }

  const choose = (option: Option | undefined) => {
    if (!option) return
    isChosen.current = true
    drop()
    setOpen(false)
    setTyped('')
    put(option.value, option.value && (option.key ?? option.label))
    hidden.current?.form?.requestSubmit()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) hide()
    else if (event.key === 'Enter' && open) choose(options[active] ?? typedOption)
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (open) setActive(at => (at + step + options.length) % Math.max(1, options.length))
      else show()
    } else return
    event.preventDefault()
  }

  const typedOption = accepts?.(typed) ? { value: typed, label: typed } : undefined
  const optionId = (at: number) => `${id}-${at}`
  return (
    <div className="relative block min-w-0 flex-[0_1_14rem] max-sm:flex-[1_1_9rem]">
      {!isField && <input type="hidden" ref={hidden} name={name} defaultValue={taken} />}
      <input
        ref={field}
        name={isField ? name : undefined}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && options.length ? optionId(active) : undefined}
        autoComplete="off"
        spellCheck={false}
        defaultValue={present}
        placeholder={fixed[0]?.label}
        className={cx(lineClass, 'truncate pe-8')}
        onClick={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
        onChange={event => {
          isChosen.current = false
          setOpen(true)
          setTyped(event.target.value.trim())
          ask(event.target.value.trim(), REST_MS)
        }}
      />
      <Icon
        of={chevronDown}
        className="pointer-events-none absolute inset-e-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      {open && (
        <div className="options">
          <div id={`${id}-list`} role="listbox" aria-label={label}>
            {options.map((option, at) => (
              <button
                key={option.value}
                type="button"
                role="option"
                tabIndex={-1}
                id={optionId(at)}
                aria-selected={at === active}
                // The field keeps the focus.
                onMouseDown={event => event.preventDefault()}
                onClick={() => choose(option)}
                ref={at === active ? element => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              >
                {option.label}
                {option.key && option.key !== option.label && <code>{option.key}</code>}
              </button>
            ))}
          </div>
          <p role="status">{statusOf(answer, options.length)}</p>
        </div>
      )}
    </div>
  )
}

function statusOf(answer: FoundOptions | undefined, shown: number): string {
  if (!answer) return 'Loading…'
  if (answer.failed) return 'The list could not be loaded. Close it and open it again.'
  if (!shown) return 'No matches.'
  if (!answer.more) return ''
  const first =
    answer.total === undefined
      ? `The first ${answer.options.length}`
      : `${answer.options.length} of ${formatTotal(answer.total)}`
  return `${first}. Type to find others.`
}
