'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { NavigationProgress } from '@/components/ui/navigation-progress'
import { useHydrated } from '@/components/ui/use-hydrated'

interface SelectionBarProps {
  /** Of the form, to which the boxes of the rows belong. */
  id: string
  action: string
  /** What the list is narrowed to: it goes along with "all who match". */
  filters: Record<string, string | undefined>
  /** How many rows the page has. */
  shown: number
  /** How many match on all pages; left out where that is nobody else, or too many. */
  matching?: number
  acts: { act: string; label: string }[]
}

const format = (count: number): string => count.toLocaleString('en-GB')

/**
 * A GET form that leads to the preview of an act. The boxes hold the selection, so the list works without us; and
 * the buttons appear by CSS, as soon as a box is ticked.
 */
export function SelectionBar({ id, action, filters, shown, matching, acts }: SelectionBarProps) {
  const form = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const hydrated = useHydrated()
  const [pending, startTransition] = useTransition()
  const [count, setCount] = useState(0)
  const [all, setAll] = useState(false)

  const boxes = () =>
    [...(form.current?.elements ?? [])].filter(
      one => one instanceof HTMLInputElement && one.name === 'people',
    ) as HTMLInputElement[]

  // After every render: another page of the list has other boxes.
  useEffect(() => {
    const read = () => setCount(boxes().filter(box => box.checked).length)
    read()
    document.addEventListener('change', read)
    return () => document.removeEventListener('change', read)
  })

  return (
    <form
      ref={form}
      id={id}
      action={action}
      method="get"
      aria-label="What to do with the selected people"
      className="top-14 z-10 -mx-2 flex min-h-13 flex-wrap items-center gap-x-5 gap-y-2 bg-canvas px-2 py-2 group-has-[:is([name=people],[name=all]):checked]/people:sticky lg:top-0"
      onSubmit={event => {
        event.preventDefault()
        const act = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') ?? ''
        const chosen = all
          ? { ...filters, all: 'yes' }
          : {
              people: boxes()
                .filter(box => box.checked)
                .map(box => box.value)
                .join(','),
            }
        const query = Object.entries({ act, ...chosen }).filter((entry): entry is [string, string] => Boolean(entry[1]))
        startTransition(() => router.push(`${action}?${new URLSearchParams(query)}`))
      }}
    >
      {Object.entries(filters).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {hydrated && (
        <label className="flex items-center gap-2.5 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            className="size-4"
            checked={shown > 0 && count === shown}
            ref={box => {
              if (box) box.indeterminate = count > 0 && count < shown
            }}
            onChange={event => {
              for (const box of boxes()) box.checked = event.target.checked
              setCount(event.target.checked ? shown : 0)
              if (!event.target.checked) setAll(false)
            }}
          />
          Select all {format(shown)} on this page
        </label>
      )}
      {matching !== undefined && (
        <label className="flex items-center gap-2.5 pointer-coarse:min-h-10">
          <input
            type="checkbox"
            name="all"
            value="yes"
            className="size-4"
            checked={all}
            onChange={event => setAll(event.target.checked)}
          />
          All {format(matching)} that match
        </label>
      )}
      <span role="status" className="text-muted tabular-nums">
        {(all || count > 0) && `${format(all && matching ? matching : count)} selected`}
      </span>
      <div className="hidden flex-wrap gap-2 group-has-[:is([name=people],[name=all]):checked]/people:flex">
        {acts.map(({ act, label }) => (
          <Button key={act} type="submit" size="sm" name="act" value={act} pending={pending}>
            {label}
          </Button>
        ))}
      </div>
      <NavigationProgress pending={pending} />
    </form>
  )
}
