'use client'

import { useEffect } from 'react'

/**
 * What stands behind a <details> with nothing but a link in it comes from the link's address as soon as it is opened:
 * there, it is in the element with `data-details`. Without a script, or where it does not come, the link leads there.
 * Belongs once on a page with such a list.
 */
export function DetailsLoader() {
  useEffect(() => {
    const opened = ({ target }: Event) => {
      const link =
        target instanceof HTMLDetailsElement &&
        target.open &&
        target.querySelector<HTMLAnchorElement>(':scope > summary + a')
      if (link && !link.hidden) void load(link)
    }
    // Events of this kind do not rise, but they come down.
    document.addEventListener('toggle', opened, true)
    return () => document.removeEventListener('toggle', opened, true)
  }, [])
  return null
}

async function load(link: HTMLAnchorElement): Promise<void> {
  const details = link.parentElement!
  if (details.ariaBusy === 'true') return
  details.ariaBusy = 'true'
  try {
    const answer = await fetch(link.href)
    // What is parsed like this runs no script.
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const content = page.querySelector('[data-details]')
    if (!answer.ok || !content) return
    const focused = document.activeElement === link
    link.after(document.adoptNode(content))
    link.hidden = true
    if (focused) details.querySelector('summary')?.focus()
  } catch {
    // Not reachable just now: the link is still there, and the browser tells who follows it.
  } finally {
    details.ariaBusy = null
  }
}
