/** What has been entered on this page and not saved: whoever leaves is asked first. */

const changed = new Set<object>()
let ask: ((go: () => void) => void) | undefined

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

/** Says of a form whether something in it has changed. The browser asks who closes the tab; its words are its own. */
export function noteChange(form: object, has: boolean): void {
  const had = changed.size > 0
  if (has) changed.add(form)
  else changed.delete(form)
  if (had === changed.size > 0) return
  if (had) removeEventListener('beforeunload', warn)
  else addEventListener('beforeunload', warn)
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

/** How somebody is asked. Returns how to take it back. */
export function askBeforeLeaving(how: (go: () => void) => void): () => void {
  ask = how
  return () => {
    if (ask === how) ask = undefined
  }
}
