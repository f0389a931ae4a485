'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { areShortcutsOn, switchShortcuts } from './shortcuts'

/** Those of the frame: its links say by which letter they are reached. */
const pagesInReach = (): { key: string; label: string }[] =>
  [...document.querySelectorAll<HTMLElement>('[data-go]')].map(link => ({
    key: link.dataset.go ?? '',
    label: link.textContent ?? '',
  }))

/** The keys that work on every page, and the switch for those that are a single letter. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(areShortcutsOn)
  const [pages] = useState(pagesInReach)
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2">
        <Keys keys={['Ctrl', 'K']} label="Search everything (⌘ K on a Mac)" />
        <Keys keys={['/']} label="Search the list, or everything" />
        <Keys keys={['?']} label="Show keyboard shortcuts" />
        {pages.map(({ key, label }) => (
          <Keys key={key} keys={['g', key]} label={`Go to ${label}`} />
        ))}
      </dl>
      <label className="mt-5 flex items-start gap-2.5 border-t border-line pt-4">
        <input
          type="checkbox"
          data-autofocus
          className="mt-0.5 size-4"
          checked={on}
          onChange={event => {
            switchShortcuts(event.target.checked)
            setOn(event.target.checked)
          }}
        />
        <span>
          Single-letter shortcuts
          <span className="block text-[0.8125rem] text-muted">
            Turn these off if they conflict with speech input or other tools. Ctrl K keeps working. Saved in this
            browser.
          </span>
        </span>
      </label>
    </Dialog>
  )
}

function Keys({ keys, label }: { keys: string[]; label: string }) {
  return (
    <>
      <dt className="min-w-0">{label}</dt>
      <dd className="flex items-center gap-1">
        {keys.map(key => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </>
  )
}
