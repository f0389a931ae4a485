'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition, type ReactNode } from 'react'
import { NavigationProgress } from './navigation-progress'

interface FilterFormProps {
  action: string
  label: string
  values: Record<string, string>
  /** What was found, in words that are read out as they change: "312 found". */
  found?: string
  children: ReactNode
}

/** Enough for somebody's typing to come to rest. */
const REST_MS = 300

/** Who goes on typing within this time goes on with the same search: one step back in the history of the browser. */
const SAME_SEARCH_MS = 10_000

/** Makes the GET form of a list a soft navigation; a chosen option or a rest in typing is enough to start it. */
export function FilterForm({ action, label, values, found, children }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const state = JSON.stringify(values)
  const sent = useRef(values)
  const written = useRef(state)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const typedAt = useRef(0)
  const howToGo = () => (Date.now() - typedAt.current < SAME_SEARCH_MS ? 'replace' : 'push')

  // The inputs outlive a navigation (Back, "Clear filters"), so the address is written back into
  // them; but not over what somebody has typed since, nor over what was typed before hydration.
  useEffect(() => {
    if (written.current === state) return
    written.current = state
    for (const [name, value] of Object.entries(JSON.parse(state) as Record<string, string>)) {
      const field = form.current?.elements.namedItem(name)
      const ours = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
      if (!ours || field.value.trim() === value) continue
      if (field !== document.activeElement || field.value === sent.current[name]) field.value = value
    }
  }, [state])
  useEffect(() => () => clearTimeout(timer.current), [])

  const go = (how: 'push' | 'replace') => {
    clearTimeout(timer.current)
    if (!form.current) return
    const data = new FormData(form.current)
    const query = new URLSearchParams()
    sent.current = Object.fromEntries(data) as Record<string, string>
    for (const [name, value] of data) if (typeof value === 'string' && value.trim()) query.append(name, value.trim())
    startTransition(() => router[how](query.size ? `${action}?${query}` : action, { scroll: false }))
  }

  return (
    <form
      ref={form}
      role="search"
      aria-label={label}
      action={action}
      method="get"
      className="flex flex-wrap items-center gap-2"
      onChange={event => {
        if (event.target instanceof HTMLSelectElement) form.current?.requestSubmit()
      }}
      onInput={event => {
        if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'search') return
        clearTimeout(timer.current)
        timer.current = setTimeout(() => {
          go(howToGo())
          typedAt.current = Date.now()
        }, REST_MS)
      }}
      onSubmit={event => {
        event.preventDefault()
        // The focus goes back to what opened it.
        for (const open of event.currentTarget.querySelectorAll<HTMLElement>(':popover-open')) open.hidePopover()
        go(howToGo())
        typedAt.current = 0
      }}
    >
      {children}
      <p role="status" className="sr-only">
        {found}
      </p>
      <NavigationProgress pending={pending} />
    </form>
  )
}
