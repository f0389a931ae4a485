'use client'

import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useFormContext } from '@/components/ui/form/form-context'
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

/** Before it is saved: what members would gain and lose, and what would be of little use without reading. */
export function ReviewChanges({ permissions, granted, members }: ReviewProps) {
  const { form } = useFormContext()
  const [chosen, setChosen] = useState(granted)
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
      gained.some(other => other.split(':')[0] === key.split(':')[0]),
  )
  const verb = (many: string) => (members.one ? `${many}s` : many)
  return (
    <div role="status" className="flex flex-col gap-3">
      {gained.length + lost.length > 0 && (
        <div className="rounded-lg border border-line bg-sunken/50 px-4 py-3">
          {gained.length > 0 && <Line text={`${members.text} ${verb('gain')}`} keys={gained} />}
          {lost.length > 0 && (
            <Line text={`${members.text} ${verb('lose')}, unless another group grants it,`} keys={lost} />
          )}
        </div>
      )}
      {blind.map(({ id, key }) => (
        <Alert key={id} tone="warn" title={`Members also need ${key}`}>
          <p className="mb-2">
            Without it, they cannot open the pages where they would use{' '}
            {formatList(gained.filter(one => one.split(':')[0] === key.split(':')[0]))}.
          </p>
          <Button size="sm" onClick={() => tick(id)}>
            Also grant {key}
          </Button>
        </Alert>
      ))}
    </div>
  )
}

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
