'use client'

import { createPortal } from 'react-dom'

/**
 * A thin bar on top of the page while the next one is on its way. It stands in for loading.tsx,
 * which we do not use: streaming a skeleton commits HTTP 200 before the person is authorized.
 * In the body, because a menu that closes on click takes everything inside it along.
 */
export function NavigationProgress({ pending }: { pending: boolean }) {
  if (!pending) return null
  return createPortal(
    <div
      role="progressbar"
      aria-label="Loading page"
      className="fixed inset-x-0 top-0 z-50 h-0.5 origin-left animate-bar bg-accent"
    />,
    document.body,
  )
}
