/** An entry of the browser's history. */
export interface HistoryEntry {
  href: string
  /** What Next keeps in it. */
  state: unknown
  /** Its place, where the browser tells (the Navigation API, in all of them since 2026). */
  index: number | undefined
}

const presentIndex = (): number | undefined =>
  'navigation' in window ? window.navigation?.currentEntry?.index : undefined

export const presentEntry = (): HistoryEntry => ({
  href: location.href,
  state: history.state as unknown,
  index: presentIndex(),
})

/** Whether the address in the bar is of the same page, whatever part of it is shown. */
export function isSamePage(href: string): boolean {
  const { pathname, search } = new URL(href)
  return pathname === location.pathname && search === location.search
}

/**
 * Sends the browser back to an entry that it has just left, by Back or Forward.
 * @returns how it gets from there to where it was going, and whether it comes back by a popstate of its own
 */
export function goBackTo({ href, state, index }: HistoryEntry): { by: number; comesBack: boolean } {
  const present = presentIndex()
  if (index !== undefined && present !== undefined && index !== present) {
    history.go(index - present)
    return { by: present - index, comesBack: true }
  }
  // Where it does not tell which way, the entry is made again behind the one that was gone to.
  history.pushState(state, '', href)
  return { by: -1, comesBack: false }
}
