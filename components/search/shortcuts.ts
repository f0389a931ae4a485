/** What a key does on a page, where nobody types; each can be followed by none but those of `g`. */
export type Shortcut = 'palette' | 'search' | 'keys' | 'go' | { to: string }

const OFF_KEY = 'console.shortcuts'

/** Single keys can be switched off [WCAG 2.2, 2.1.4], in each browser for itself. */
export function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(OFF_KEY) !== 'off'
  } catch {
    return true
  }
}

export function switchShortcuts(on: boolean): void {
  try {
    if (on) localStorage.removeItem(OFF_KEY)
    else localStorage.setItem(OFF_KEY, 'off')
  } catch {
    // A browser that keeps nothing: they stay on.
  }
}

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat' | 'isComposing'>

interface Where {
  /** Letters go into a field. */
  inField: boolean
  inDialog: boolean
  /** `g` was pressed just before. */
  afterG: boolean
  on: boolean
}

/** What a key means where it is pressed; undefined for all that is not ours. */
export function shortcutOf(pressed: Key, { inField, inDialog, afterG, on }: Where): Shortcut | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, isComposing } = pressed
  if (repeat || isComposing || inDialog) return undefined
  if (ctrlKey !== metaKey && !altKey && !shiftKey && (key === 'k' || key === 'K')) return 'palette'
  if (!on || inField || ctrlKey || metaKey || altKey) return undefined
  // Which keyboards put behind another key than Shift, such as 7 for a slash.
  if (key === '/') return 'search'
  if (key === '?') return 'keys'
  if (shiftKey || !/^[a-z]$/.test(key)) return undefined
  if (afterG) return { to: key }
  return key === 'g' ? 'go' : undefined
}
