'use client'

import { useEffect, useRef, useState } from 'react'
import { Code } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFormContext } from '@/components/ui/form/form-context'
import { Icon } from '@/components/ui/icon'
import { triangleAlert } from '@/components/ui/icons'
import { formatList } from '@/lib/kernel/format'
import { covers } from '@/lib/operation/can'

interface ReviewProps {
  /** All there are, with those that the reader may grant. */
  permissions: { id: string; key: string; open: boolean }[]
  /** Ids of what the group grants now. */
  granted: string[]
  /** "3 people", and what they do: "gain". */
  members: { text: string; one: boolean }
}

/**
 * Before it is saved: what members would gain and lose, and what would be of little use without reading. In sight together with
 * the button that saves it; the offer comes first, since the rest may be longer than there is room for.
 */
export function ReviewChanges({ permissions, granted, members }: ReviewProps) {
  const { form } = useFormContext()
  const [chosen, setChosen] = useState(granted)
  const status = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const learn = (now: unknown) => {
      if (Array.isArray(now)) setChosen(now.map(String))
    }
    // What was ticked before this page's script ran stands in the page; the form itself tells of it only later.
    const ticked = document.querySelectorAll<HTMLInputElement>('[data-name=permissions] input:checked')
    learn([...ticked].map(box => box.value))
    const watching = form.watch((values: { permissions?: unknown }) => learn(values.permissions))
    return () => watching.unsubscribe()
  }, [form])
  useEffect(() => uncover(status.current), [chosen])
  const keyOf = new Map(permissions.map(({ id, key }) => [id, key]))
  const keys = (ids: string[]) => ids.flatMap(id => keyOf.get(id) ?? [])
  const [before, after] = [keys(granted), keys(chosen)]
  const isCovered = (by: string[], key: string) => by.some(one => covers(one, key))
  const gained = after.filter(key => !isCovered(before, key))
  const lost = before.filter(key => !isCovered(after, key))
  const blind = permissions.filter(
    ({ id, key, open }) =>
      open &&
      key.endsWith(':read') &&
      !chosen.includes(id) &&
      !isCovered(after, key) &&
      gained.some(other => resourceOf(other) === resourceOf(key)),
  )
  const grant = (offered: { id: string }[]) => {
    for (const { id } of offered) tick(id)
    box.current?.focus({ preventScroll: true })
  }
  const verb = (many: string) => (members.one ? `${many}s` : many)
  return (
    <div ref={status} role="status" className="form-summary">
      {gained.length + lost.length > 0 && (
        // Focusable, so that the keyboard can scroll it where it is long, and goes on here where a button goes away.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div ref={box} role="group" aria-label="Changes" tabIndex={0} className="fade-below">
          {blind.length > 0 && (
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-warn-soft px-3 py-1.5 wrap-anywhere">
              <p className="flex min-w-0 flex-[1_1_16rem] gap-2">
                <Icon of={triangleAlert} className="mt-0.5 size-4 text-warn" />
                <span className="min-w-0">
                  <strong className="font-semibold">Members also need {formatList(blind.map(({ key }) => key))}</strong>{' '}
                  to open the pages where they would use{' '}
                  {blind.length > 1
                    ? 'what they gain'
                    : formatList(gained.filter(key => resourceOf(key) === resourceOf(blind[0]!.key)))}
                  .
                </span>
              </p>
              <Button size="sm" onClick={() => grant(blind)}>
                Also grant {blind.length > 1 ? 'all of these' : blind[0]!.key}
              </Button>
            </div>
          )}
          {gained.length > 0 && <Line text={`${members.text} ${verb('gain')}`} keys={gained} />}
          {lost.length > 0 && (
            <Line text={`${members.text} ${verb('lose')}, unless another group grants it,`} keys={lost} />
          )}
        </div>
      )}
    </div>
  )
}

const resourceOf = (key: string) => key.split(':')[0]

function Line({ text, keys }: { text: string; keys: string[] }) {
  return (
    <p className="flex flex-wrap items-baseline gap-1.5">
      {text}
      {keys.map(key => (
        <Code key={key}>{key}</Code>
      ))}
    </p>
  )
}

/** In the matrix, as a person does. */
function tick(id: string): void {
  const box = document.querySelector<HTMLInputElement>(`[data-name=permissions] input[value="${id}"]`)
  if (box && !box.checked) box.click()
}

/** What was ticked last stays in sight where these lines grow over it. */
function uncover(status: HTMLElement | null): void {
  const row = document.activeElement?.closest('[data-name=permissions] tr')
  if (!row || !status) return
  const hidden = row.getBoundingClientRect().bottom - status.getBoundingClientRect().top
  if (hidden > 0) scrollBy({ top: hidden })
}
