'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState, useSyncExternalStore, type ComponentType } from 'react'
import { flushSync } from 'react-dom'
import { Icon } from '@/components/ui/icon'
import { search } from '@/components/ui/icons'
import type { SearchReader } from './entries'
import { areShortcutsOn, shortcutOf } from './shortcuts'

interface LauncherProps {
  reader: SearchReader
  /** The page that searches without a script. */
  href: string
}

interface Opened {
  Content: ComponentType<{
    reader: SearchReader
    owner: string
    initial: string
    onClose: () => void
    onShowKeys: () => void
  }>
  initial: string
}

/** So long after `g` the letter is awaited that says where to. */
const SEQUENCE_MS = 1500

const load = {
  palette: async () => (await import('./palette')).Palette,
  keys: async () => (await import('./keys-dialog')).KeysDialog,
  recent: () => import('./recent'),
}

/** A field of a dialog that was just closed has the focus until the browser draws again: nobody types into it any more. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select')) &&
  !target.closest('dialog:not([open])')

/**
 * The field in the navigation that opens the search, and the keys of all pages. What they open is loaded by the first who opens it:
 * this much is on every page.
 */
export function SearchLauncher({ reader, href }: LauncherProps) {
  const [opened, setOpened] = useState<Opened>()
  // What somebody types before the search is there, so that it is not lost to the page below.
  const early = useRef<string | undefined>(undefined)
  // When `g` was pressed; not at a moment yet.
  const wentAt = useRef(-SEQUENCE_MS)
  const owner = `${reader.company}/${reader.userId}`
  const path = usePathname()

  const open = async (what: 'palette' | 'keys') => {
    if (early.current !== undefined) return
    early.current = ''
    try {
      const Content = await load[what]()
      // At once, with the focus: what is typed meanwhile would go to the page below.
      flushSync(() => setOpened({ Content, initial: early.current ?? '' }))
    } catch {
      // Not reachable, or of a version that is gone.
      location.assign(href)
    } finally {
      early.current = undefined
    }
  }

  useEffect(() => {
    const title = document.querySelector('#main header h1')?.textContent
    load.recent().then(
      ({ noteOpened }) => noteOpened(owner, path, title),
      // Not reachable just now: it is a convenience.
      () => {},
    )
  }, [owner, path])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (early.current !== undefined && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
        early.current += event.key
        return event.preventDefault()
      }
      if (event.defaultPrevented) return
      const afterG = event.timeStamp - wentAt.current < SEQUENCE_MS
      const inDialog = document.querySelector('dialog[open]') !== null
      const where = { inField: isField(event.target), inDialog, afterG, on: areShortcutsOn() }
      const shortcut = shortcutOf(event, where)
      wentAt.current = shortcut === 'go' ? event.timeStamp : -SEQUENCE_MS
      if (!shortcut || shortcut === 'go') return
      if (typeof shortcut === 'object') {
        const link = document.querySelector<HTMLElement>(`[data-go="${shortcut.to}"]`)
        if (!link) return
        link.click()
      } else if (shortcut === 'keys') void open('keys')
      else {
        const field = shortcut === 'search' && document.querySelector<HTMLInputElement>('main input[type=search]')
        if (field) field.select()
        if (field) field.focus()
        else void open('palette')
      }
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  return (
    <>
      <a
        href={href}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="search-opener"
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
          event.preventDefault()
          void open('palette')
        }}
      >
        <Icon of={search} />
        <span>Search</span>
        <kbd aria-hidden="true">{useShortcutName()}</kbd>
      </a>
      {opened && (
        <opened.Content
          reader={reader}
          owner={owner}
          initial={opened.initial}
          onClose={() => setOpened(undefined)}
          onShowKeys={() => void open('keys')}
        />
      )}
    </>
  )
}

const never = () => () => {}

/** As the keyboard at hand has it, once that is known: the server does not know. */
const useShortcutName = (): string =>
  useSyncExternalStore(
    never,
    () => (/Mac|iP(hone|ad|od)/.test(navigator.platform) ? '⌘K' : 'Ctrl K'),
    () => 'Ctrl K',
  )
