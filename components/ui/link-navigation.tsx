'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'
import { NavigationProgress } from './navigation-progress'

/**
 * Follows the links of all pages without a new document, so that a link is plain HTML and weighs nothing else: the
 * links of next/link are components that every page sends, draws and hydrates one by one. Belongs once into the
 * root layout. Before it has loaded, links lead where they lead.
 */
export function LinkNavigation() {
  const router = useRouter()
  const [pending, startTransition] = useTransition()

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const row = rowLinkOf(event)
      if (row && opensAnotherTab(event)) window.open(row.href, '_blank', 'noopener')
      const address = addressOf(event, row)
      if (!address) return
      event.preventDefault()
      startTransition(() => router.push(address))
    }
    // On the window: handlers of React, on the document, have had their turn and may have prevented it.
    window.addEventListener('click', follow)
    window.addEventListener('auxclick', follow)
    return () => {
      window.removeEventListener('click', follow)
      window.removeEventListener('auxclick', follow)
    }
  }, [router])

  return <NavigationProgress pending={pending} />
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

/** Where a click leads within the application; undefined for what the browser does better, such as another tab. */
function addressOf(event: MouseEvent, row: HTMLAnchorElement | null): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = row ?? (event.target instanceof Element ? event.target.closest('a[href]') : null)
  if (!link || link.hasAttribute('target') || link.hasAttribute('download')) return
  // By the attribute: a link within a drawing has no properties of an address.
  const { origin, pathname, search, hash, href } = new URL(link.getAttribute('href')!, location.href)
  if (origin !== location.origin) return
  const samePage = pathname === location.pathname && search === location.search
  if (samePage && hash) return
  return href
}
