'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { NavigationProgress } from '@/components/ui/navigation-progress'
import { formatNumber } from '@/lib/kernel/format'
import { shortenIds } from '@/lib/kernel/short-ids'
import { isCut } from '@/lib/kernel/totals'
import { ALL_BOX, SELECTION } from './columns'
import { useSelection } from './use-selection'

interface SelectionBarProps {
  /** Whose choice it is. */
  owner: string
  action: string
  /** What the list is narrowed to: it goes along with "all who match". */
  filters: Record<string, string | undefined>
  /** How many rows the page has. */
  shown: number
  /** How many match on all pages, where that is known; else nobody can take them all at once. */
  total?: number
  /** How many an act takes at most. */
  most: number
  acts: { act: string; label: string }[]
}

/** They go along in the address, which Node.js takes up to 16 KB with two copies of it beside. */
const MOST_CHOSEN = 150

/**
 * A GET form that leads to the preview of an act. The boxes hold the selection, so the list works without us; the bar comes as soon
 * as a box is ticked, and stays on other pages of the list.
 */
export function SelectionBar({ owner, action, filters, shown, total = 0, most, acts }: SelectionBarProps) {
  const form = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { ids, pages, onPage, clear } = useSelection(form, owner, ALL_BOX)
  // Of these filters: others match other people.
  const matched = JSON.stringify(filters)
  const [allOf, setAllOf] = useState<string>()
  const all = allOf === matched
  const many = !all && ids.length > MOST_CHOSEN
  const count = all ? total : ids.length

  return (
    <form
      ref={form}
      id={SELECTION}
      action={action}
      method="get"
      aria-label="Actions for the selected people"
      data-chosen={count > 0 || undefined}
      className="selection-bar"
      onSubmit={event => {
        event.preventDefault()
        const act = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') ?? ''
        const chosen = all ? { ...filters, all: 'yes' } : { people: shortenIds(ids) }
        const query = Object.entries({ act, ...chosen }).filter((entry): entry is [string, string] => Boolean(entry[1]))
        startTransition(() => router.push(`${action}?${new URLSearchParams(query)}`))
      }}
    >
      {Object.entries(filters).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <span role="status" className="tabular-nums">
        {count > 0 && <strong className="font-semibold">{formatNumber(count)} selected</strong>}
        {!all && pages > 1 && ` on ${pages} pages`}
        {!all && ids.length > onPage && (
          <span className="text-muted">, {formatNumber(ids.length - onPage)} not on this page</span>
        )}
        {many && (
          <span className="block text-danger">
            At most {MOST_CHOSEN} people can be selected individually. Filter the list and select all that match.
          </span>
        )}
        {total > most && (
          <span className="block text-[0.8125rem] text-muted">
            {isCut(total) ? 'Too many' : formatNumber(total)} match, and bulk actions are limited to{' '}
            {formatNumber(most)}.
          </span>
        )}
      </span>
      {total > shown && total <= most && (
        <label className="flex items-center gap-2 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            name="all"
            value="yes"
            className="size-4"
            checked={all}
            onChange={event => setAllOf(event.target.checked ? matched : undefined)}
          />
          Select all {formatNumber(total)} that match
        </label>
      )}
      <span className="ms-auto flex flex-wrap gap-2">
        {acts.map(({ act, label }) => (
          <Button key={act} type="submit" size="sm" name="act" value={act} pending={pending} disabled={many}>
            {label}
          </Button>
        ))}
        {count > 0 && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setAllOf(undefined)
              clear()
            }}
          >
            Clear
          </Button>
        )}
      </span>
      <NavigationProgress pending={pending} />
    </form>
  )
}
