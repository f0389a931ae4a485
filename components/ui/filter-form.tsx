'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition, type ReactNode } from 'react'
import { NavigationProgress } from './navigation-progress'

interface FilterFormProps {
  action: string
  label: string
  values: Record<string, string>
  children: ReactNode
}

/** Makes the GET form of a FilterBar a soft navigation, and a chosen option enough to start it. */
export function FilterForm({ action, label, values, children }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const state = JSON.stringify(values)
  const sent = useRef(values)
  const written = useRef(state)

  // The inputs outlive a navigation (Back, "Clear filters"), so the address is written back into
  // them; but not over what somebody has typed since, nor over what was typed before hydration.
  useEffect(() => {
    if (written.current === state) return
    written.current = state
    for (const [name, value] of Object.entries(JSON.parse(state) as Record<string, string>)) {
      const field = form.current?.elements.namedItem(name)
      const ours = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
      if (!ours) continue
      if (field !== document.activeElement || field.value === sent.current[name]) field.value = value
    }
  }, [state])

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
      onSubmit={event => {
        event.preventDefault()
        const query = new URLSearchParams()
        sent.current = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
        for (const [name, value] of new FormData(event.currentTarget))
          if (typeof value === 'string' && value.trim()) query.append(name, value.trim())
        startTransition(() => router.push(query.size ? `${action}?${query}` : action, { scroll: false }))
      }}
    >
      {children}
      <NavigationProgress pending={pending} />
    </form>
  )
}
