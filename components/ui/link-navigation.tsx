'use client'

import { useRouter } from 'next/navigation'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, useTransition } from 'react'
import { rememberTimeZone } from '@/lib/kernel/time-zone-cookie'
import { NavigationProgress } from './navigation-progress'
import { toast } from './toast'
import { askBeforeLeaving, forgetChanges, leave } from './unsaved'

// Most people never see it: its code comes with the first question.
const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog')).LeaveDialog }))

/**
 * Follows the links of all pages without a new document, so that a link is plain HTML and weighs nothing else: the
 * links of next/link are components that every page sends, draws and hydrates one by one. Belongs once into the
 * root layout. Before it has loaded, links lead where they lead. What was entered and not saved is not lost by a link, nor by one
 * that leads nowhere because the network is away.
 */
export function LinkNavigation() {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [leaving, setLeaving] = useState<() => void>()
  const online = useSyncExternalStore(connection.subscribe, connection.get, connection.getOnServer)

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const row = rowLinkOf(event)
      if (row && opensAnotherTab(event)) window.open(row.href, '_blank', 'noopener')
      const link = linkOf(event, row)
      if (!link) return
      event.preventDefault()
      // Next would ask the browser for the page instead, which then shows its own.
      if (!navigator.onLine) return toast('You are offline. Try again when you are back online.', 'bad')
      const go = () => startTransition(() => router.push(link.href))
      if (link.leaves) forgetChanges()
      leave(go)
    }
    // On the window: handlers of React, on the document, have had their turn and may have prevented it.
    window.addEventListener('click', follow)
    window.addEventListener('auxclick', follow)
    return () => {
      window.removeEventListener('click', follow)
      window.removeEventListener('auxclick', follow)
    }
  }, [router])

  useEffect(() => {
    rememberTimeZone()
    return askBeforeLeaving(go => setLeaving(() => go))
  }, [])

  return (
    <>
      <NavigationProgress pending={pending} />
      <div role="status" className="print:hidden">
        {!online && (
          <p className="fixed inset-x-0 bottom-0 z-50 border-t border-line bg-raised px-4 py-2.5 text-center shadow-pop">
            You are offline. What you entered on this page is kept.
          </p>
        )}
      </div>
      {leaving && (
        <Suspense>
          <LeaveDialog
            onStay={() => setLeaving(undefined)}
            onLeave={() => {
              setLeaving(undefined)
              forgetChanges()
              leaving()
            }}
          />
        </Suspense>
      )}
    </>
  )
}

const connection = {
  subscribe(listener: () => void) {
    addEventListener('online', listener)
    addEventListener('offline', listener)
    return () => {
      removeEventListener('online', listener)
      removeEventListener('offline', listener)
    }
  },
  get: () => navigator.onLine,
  getOnServer: () => true,
}

/**
 * The link that opens the row of a table, where somebody clicked on text that lies above it (app/tables.css) and did not select
 * any, as one does to copy it.
 */
function rowLinkOf({ target, defaultPrevented }: MouseEvent): HTMLAnchorElement | null {
  if (defaultPrevented || !(target instanceof Element) || getSelection()?.type === 'Range') return null
  if (target.closest('a, button, label, summary, input, select, textarea, form, dialog, [popover]')) return null
  return target.closest('tbody tr')?.querySelector<HTMLAnchorElement>('th a[href]') ?? null
}

const opensAnotherTab = ({ button, metaKey, ctrlKey }: MouseEvent): boolean =>
  button === 1 || (button === 0 && (metaKey || ctrlKey))

/** The link of a click that leads on within the application; undefined for what the browser does better, such as another tab. */
function linkOf(event: MouseEvent, row: HTMLAnchorElement | null): { href: string; leaves: boolean } | undefined {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = row ?? (event.target instanceof Element ? event.target.closest('a[href]') : null)
  if (!link || link.hasAttribute('target') || link.hasAttribute('download')) return
  // By the attribute: a link within a drawing has no properties of an address.
  const { origin, pathname, search, hash, href } = new URL(link.getAttribute('href')!, location.href)
  if (origin !== location.origin) return
  const samePage = pathname === location.pathname && search === location.search
  if (samePage && hash) return
  return { href, leaves: link.hasAttribute('data-leaves') }
}
