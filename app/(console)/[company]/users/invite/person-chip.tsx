'use client'

import { useRef, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { pencil, triangleAlert, x } from '@/components/ui/icons'
import { useFocusAfter } from '@/components/ui/use-focus-after'
import type { Addressee, UnreadPiece } from '@/lib/invitations/addressee'
import { ChipEditor } from './chip-editor'
import { isPerson, type People, type PersonChip } from './use-people'

/** One of those who are to be invited, or what is to be mended first, with what can be done about it. */
export function PersonChipItem({ chip: { id, piece }, people }: { chip: PersonChip; people: People }) {
  const [editing, setEditing] = useState(false)
  const item = useRef<HTMLLIElement>(null)

  const close = () => {
    setEditing(false)
    // Only then is the button there again.
    requestAnimationFrame(() => item.current?.querySelector<HTMLElement>('[data-edit]')?.focus())
  }

  if (editing)
    return (
      <li ref={item} className="w-full rounded-lg border border-control bg-surface p-3">
        <ChipEditor
          piece={piece}
          onCancel={close}
          onSave={async next => {
            await people.replace(id, next)
            close()
          }}
        />
      </li>
    )
  const called = isPerson(piece) ? piece.email : piece.text
  const actions = (
    <>
      <IconButton data-edit label={`Edit ${called}`} icon={pencil} onClick={() => setEditing(true)} />
      <RemoveChip called={called} onRemove={() => people.remove(id)} />
    </>
  )
  return isPerson(piece) ? (
    <li ref={item} className="inline-flex max-w-full items-center rounded-2xl bg-sunken ps-3">
      <Person person={piece} />
      {actions}
    </li>
  ) : (
    <li ref={item} className="flex w-full flex-wrap items-center gap-x-2 rounded-lg bg-warn-soft py-1 ps-3 pe-1">
      <Unread piece={piece} onUse={meant => void people.replace(id, meant)} />
      <span className="ms-auto inline-flex">{actions}</span>
    </li>
  )
}

function Person({ person: { email, name, title } }: { person: Addressee }) {
  return (
    <span className="min-w-0 py-1.5 text-[0.8125rem] wrap-anywhere">
      {name && <span className="font-medium">{name} </span>}
      <span className={name ? 'text-muted' : ''}>{email}</span>
      {title && <span className="text-muted"> · {title}</span>}
    </span>
  )
}

function Unread({ piece: { text, problem, meant }, onUse }: { piece: UnreadPiece; onUse: (meant: Addressee) => void }) {
  const button = useFocusAfter()
  return (
    <>
      <Icon of={triangleAlert} className="size-4 text-warn" />
      <span className="min-w-0 flex-1 basis-40 py-1.5 text-[0.8125rem] wrap-anywhere">
        <span className="font-medium">{text}</span>
        <span className="block">{problem ?? 'This is not an email address.'}</span>
      </span>
      {meant && (
        <Button ref={button} size="sm" onClick={() => onUse(meant)}>
          Use {meant.email}
        </Button>
      )}
    </>
  )
}

function RemoveChip({ called, onRemove }: { called: string; onRemove: () => void }) {
  const button = useFocusAfter()
  return <IconButton ref={button} label={`Remove ${called}`} icon={x} onClick={onRemove} />
}
