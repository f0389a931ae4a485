'use client'

import { useId, type ReactNode } from 'react'
import { Button } from './button'
import { Combobox } from './combobox'
import { lineClass } from './control'
import { cx } from './cx'
import { FilterForm } from './filter-form'
import { Icon } from './icon'
import { plus, x } from './icons'
import { Link, TextLink } from './link'
import { SearchField, searchHint } from './search-field'
import { Select, type SelectOption } from './select'

/** One thing that a list can be narrowed by. What it is called while it is set stands in `shown`. */
export type FilterControl = { label: string; shown?: string } & (
  | { kind: 'choice'; name: string; value?: string; options: readonly SelectOption[] }
  | { kind: 'text'; name: string; value?: string; placeholder?: string }
  /** What a link narrowed the list to; it is only taken away. */
  | { kind: 'fixed'; name: string; value?: string }
  | { kind: 'days'; days: { name: string; label: string; value?: string }[] }
  | {
      kind: 'lookup'
      name: string
      value?: string
      fixed: readonly SelectOption[]
      source: { address: string; list: string }
      accepts?: (text: string) => boolean
      /** What can be chosen has long names. */
      wide?: true
    }
)

/** One that has a control of its own. */
type OpenControl = Exclude<FilterControl, { kind: 'fixed' }>

const opens = (control: FilterControl): control is OpenControl => control.kind !== 'fixed'

interface FilterChipsProps {
  action: string
  label: string
  search?: { name: string; label: string; value?: string; placeholder?: string }
  controls: readonly FilterControl[]
  /** All that the address says, such as the sort order; the cursor must not be here, since a filter starts over. */
  query: Record<string, string | undefined>
  found?: string
}

const namesOf = (control: FilterControl): string[] =>
  control.kind === 'days' ? control.days.map(({ name }) => name) : [control.name]

const valuesOf = (control: FilterControl): [string, string][] =>
  control.kind === 'days'
    ? control.days.map(({ name, value }) => [name, value ?? ''])
    : [[control.name, control.value ?? '']]

const isSet = (control: FilterControl): boolean => valuesOf(control).some(([, value]) => value)

/**
 * A search with filters: each that is set is a chip, which opens its control; the others are behind "Filter". All controls are in
 * one GET form, and what opens them is native, so that it works without a script.
 */
export function FilterChips({ action, label, search, controls, query, found }: FilterChipsProps) {
  const id = useId()
  const set = controls.filter(isSet)
  const others = controls.filter(opens).filter(control => !isSet(control))
  const searched = search ? [[search.name, search.value ?? '']] : []
  const values = Object.fromEntries([...searched, ...controls.flatMap(valuesOf)])
  const all = Object.keys(values)
  const without = (names: readonly string[]): string => {
    const left = Object.entries(query).flatMap(([name, value]) =>
      value && !names.includes(name) ? [[name, value]] : [],
    )
    return left.length ? `${action}?${new URLSearchParams(left)}` : action
  }
  return (
    <FilterForm action={action} label={label} values={values} found={found}>
      {Object.entries(query).map(
        ([name, value]) => value && !all.includes(name) && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {search && <SearchField {...search} />}
      {others.length > 0 && (
        <Opened id={`${id}-add`} button={<Opener id={`${id}-add`} />} label="Filters">
          <div className="grid gap-3 sm:grid-cols-2">
            {others.map(control => (
              <Control key={control.label} control={control} />
            ))}
          </div>
          <Button type="submit" variant="primary" size="sm">
            Apply
          </Button>
        </Opened>
      )}
      {set.length > 0 && (
        <ul aria-label="Active filters" className="flex w-full flex-wrap items-center gap-2">
          {set.map(control => (
            <li key={control.label} className="filter-chip">
              {control.kind === 'fixed' ? (
                <span title={control.shown}>
                  {control.label}: <strong>{control.shown}</strong>
                  <input type="hidden" name={control.name} value={control.value} />
                </span>
              ) : (
                <Opened
                  id={`${id}-${namesOf(control)[0]}`}
                  button={<Chip id={`${id}-${namesOf(control)[0]}`} control={control} />}
                  label={control.label}
                >
                  <Control control={control} />
                  <Button type="submit" variant="primary" size="sm">
                    Apply
                  </Button>
                </Opened>
              )}
              <Link href={without(namesOf(control))} aria-label={`Remove the filter: ${control.label}`}>
                <Icon of={x} className="size-3.5" />
              </Link>
            </li>
          ))}
          <li>
            <TextLink href={without(all)} className="px-1">
              Clear filters
            </TextLink>
          </li>
        </ul>
      )}
      {search && (
        <p id={`${search.name}-hint`} className="w-full text-[0.8125rem] text-muted max-sm:sr-only">
          {searchHint}
        </p>
      )}
    </FilterForm>
  )
}

function Opened({
  id,
  button,
  label,
  children,
}: {
  id: string
  button: ReactNode
  label: string
  children: ReactNode
}) {
  return (
    <>
      {button}
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className="filter-panel anchored"
        onToggle={event => {
          if (event.newState === 'open')
            event.currentTarget.querySelector<HTMLElement>('select, input:not([type=hidden]), button')?.focus()
        }}
      >
        {children}
      </div>
    </>
  )
}

const Opener = ({ id }: { id: string }) => (
  <Button type="button" icon={plus} popoverTarget={id}>
    Filter
  </Button>
)

const Chip = ({ id, control: { label, shown } }: { id: string; control: FilterControl }) => (
  <button type="button" popoverTarget={id} title={shown}>
    {label}: <strong>{shown}</strong>
  </button>
)

function Control({ control }: { control: OpenControl }) {
  if (control.kind === 'days')
    return control.days.map(({ name, label, value }) => (
      <Labelled key={name} label={label}>
        <input type="date" name={name} defaultValue={value} className={lineClass} />
      </Labelled>
    ))
  const { label, name, value } = control
  // What it is set to may change under it: another page of the history has another.
  const key = `${name} ${value ?? ''}`
  if (control.kind === 'lookup')
    return (
      <div className={cx('min-w-0', control.wide && 'sm:col-span-2')}>
        <p aria-hidden="true" className="filter-label">
          {label}
        </p>
        <Combobox
          key={key}
          name={name}
          label={label}
          value={value}
          chosen={value && control.shown}
          fixed={control.fixed}
          source={control.source}
          accepts={control.accepts}
        />
      </div>
    )
  return (
    <Labelled label={label}>
      {control.kind === 'choice' ? (
        <Select key={key} name={name} defaultValue={value ?? ''} options={control.options} />
      ) : (
        <input
          key={key}
          name={name}
          defaultValue={value}
          placeholder={control.placeholder}
          autoComplete="off"
          className={lineClass}
        />
      )}
    </Labelled>
  )
}

const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  <label className="block min-w-0">
    <span className="filter-label">{label}</span>
    {children}
  </label>
)
