import { goBackTo, isSamePage, presentEntry, type HistoryEntry } from './history-entry'

/** What has been entered on this page and not saved: whoever leaves is asked first. */

const changed = new Set<object>()
let ask: ((go: () => void) => void) | undefined

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

/** The entry of the history that the unsaved page stands in. */
let here: HistoryEntry | undefined
/** The browser is on its way back to it. */
let returning = false

/**
 * Back and Forward cannot be held up: when a page hears of them, the address is another one already. So the browser is sent back to
 * where it was, and Next does not hear of either way.
 */
function holdTraversal(event: PopStateEvent): void {
  if (!here) return
  if (returning) {
    returning = false
    if (isSamePage(here.href)) return event.stopImmediatePropagation()
  }
  if (!ask || isSamePage(here.href)) return
  event.stopImmediatePropagation()
  const away = goBackTo(here)
  if (away.comesBack) returning = true
  ask(() => history.go(away.by))
}

function watch(): void {
  here = presentEntry()
  addEventListener('beforeunload', warn)
}

function stopWatching(): void {
  here = undefined
  returning = false
  removeEventListener('beforeunload', warn)
}

/** Says of a form whether something in it has changed. The browser asks who closes the tab; its words are its own. */
export function noteChange(form: object, has: boolean): void {
  const had = changed.size > 0
  if (has) changed.add(form)
  else changed.delete(form)
  if (had === changed.size > 0) return
  if (had) stopWatching()
  else watch()
}

/** Goes on at once where nothing is unsaved; else the person decides. */
export function leave(go: () => void): void {
  if (changed.size && ask) ask(go)
  else go()
}

/** Nothing of this page is worth a question any more. */
export function forgetChanges(): void {
  for (const form of changed) noteChange(form, false)
}

/**
 * How somebody is asked. Returns how to take it back.
 *
 * Listeners of a popstate are called in the order in which they were added, so this must come before Next adds its own: in an effect
 * of a component that the first page has, which runs before those of what is around it.
 */
export function askBeforeLeaving(how: (go: () => void) => void): () => void {
  ask = how
  addEventListener('popstate', holdTraversal)
  return () => {
    if (ask === how) ask = undefined
    removeEventListener('popstate', holdTraversal)
  }
}
