'use client'

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { cx } from '@/components/ui/cx'
import { Dialog } from '@/components/ui/dialog'
import { can } from '@/lib/operation/can'
import { searchSections, searchesServer, type SearchEntry, type SearchReader } from './entries'
import { PaletteList, optionId } from './palette-list'
import { recentRecords } from './recent'
import { useSearch } from './use-search'

interface PaletteProps {
  reader: SearchReader
  /** Whose recent records this browser may show. */
  owner: string
  /** What was typed before it was there. */
  initial: string
  onClose: () => void
  onShowKeys: () => void
}

/** Search and commands: a combobox whose list is always there [WAI-ARIA Authoring Practices, 3.8]. */
export function Palette({ reader, owner, initial, onClose, onShowKeys }: PaletteProps) {
  const [typed, setTyped] = useState(initial)
  const [active, setActive] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  // Enter before the answer was there: what it finds first is opened, unless somebody types on.
  const waits = useRef(false)
  const text = typed.trim()
  const { answer, retry } = useSearch(text, reader.held, searchesServer(reader))
  const recent = useMemo(() => recentRecords(owner), [owner])
  const sections = searchSections({ ...answer, typed: text, recent }, reader)
  const entries = sections.flatMap(section => section.entries)
  const current = entries.find(({ id }) => id === active) ?? entries[0]
  const pending = Boolean(text) && searchesServer(reader) && !answer

  const elementOf = (entry: SearchEntry) =>
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(optionId(entry.id))}`)

  useEffect(() => {
    if (pending || !waits.current) return
    waits.current = false
    list.current?.querySelector<HTMLElement>('[role=option]')?.click()
  }, [pending])

  const choose = (entry: SearchEntry) => {
    onClose()
    if (entry.keys) onShowKeys()
    if (entry.press) document.querySelector<HTMLElement>(entry.press)?.click()
  }

  const move = (to: number) => setActive(entries.at(to % Math.max(1, entries.length))?.id)

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const here = current ? entries.indexOf(current) : 0
    if (event.key === 'ArrowDown') move(here + 1)
    else if (event.key === 'ArrowUp') move(here - 1)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(-1)
    else if ((event.ctrlKey || event.metaKey) && event.key === 'k') onClose()
    else if (event.key === 'Enter') {
      if (!current) waits.current = pending
      else if ((event.ctrlKey || event.metaKey) && current.href) window.open(current.href, '_blank', 'noopener')
      else elementOf(current)?.click()
    } else return
    event.preventDefault()
  }

  return (
    <Dialog title="Search" place="top" onClose={onClose}>
      <input
        data-autofocus
        role="combobox"
        aria-label="Search people, groups, permissions, pages and actions"
        aria-expanded
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={current && optionId(current.id)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={200}
        value={typed}
        placeholder={
          can({ permissions: reader.held }, 'users:deactivate')
            ? 'A person, a page, “deactivate bob” …'
            : 'A page, an action …'
        }
        className={cx(lineClass, 'h-10 text-[0.9375rem]')}
        onKeyDown={onKeyDown}
        onChange={event => {
          setTyped(event.target.value)
          setActive(undefined)
          waits.current = false
        }}
      />
      <div ref={list} className="-mx-2 mt-2 h-[min(26rem,55dvh)] overflow-y-auto overscroll-contain px-2">
        <PaletteList sections={sections} current={current} onPoint={setActive} onChoose={choose} />
        <div className="px-2.5 py-2 text-muted">
          <p role="status">{statusOf({ text, pending, failure: answer?.failure, shown: entries.length })}</p>
          {answer?.failure && (
            <Button size="sm" className="mt-2" onClick={retry}>
              Try again
            </Button>
          )}
        </div>
      </div>
      <p className="mt-3 hidden flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-muted pointer-fine:flex">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> to move
        </span>
        <span>
          <kbd>Enter</kbd> opens
        </span>
        <span>
          <kbd>Ctrl</kbd> <kbd>Enter</kbd> in another tab
        </span>
        <span>
          <kbd>Esc</kbd> closes
        </span>
      </p>
    </Dialog>
  )
}

interface State {
  text: string
  pending: boolean
  failure?: string
  shown: number
}

function statusOf({ text, pending, failure, shown }: State): string {
  if (failure) return failure
  if (pending) return 'Searching…'
  if (!text) return ''
  if (!shown) return `Nothing matches “${text}”.`
  return shown === 1 ? '1 result' : `${shown} results`
}
