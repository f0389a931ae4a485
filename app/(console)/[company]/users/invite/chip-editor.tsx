'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { Button } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { FieldError } from '@/components/ui/form/field'
import type { Addressee, ReadPiece, UnreadPiece } from '@/lib/invitations/addressee'
import { isPerson } from './use-people'

interface ChipEditorProps {
  piece: ReadPiece
  onSave: (person: Addressee) => Promise<void>
  onCancel: () => void
}

const reading = () => import('@/lib/invitations/addressee')

/** Address, name and title of one, in fields of a line each. Within the form, so Enter saves this and sends nothing. */
export function ChipEditor({ piece, onSave, onCancel }: ChipEditorProps) {
  const id = useId()
  const [email, name, title] = [
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
    useRef<HTMLInputElement>(null),
  ]
  const [problem, setProblem] = useState<UnreadPiece>()
  const begin: Partial<Addressee> = isPerson(piece) ? piece : { email: piece.text }

  // There before it is needed: what is sent right after saving has what was saved.
  useEffect(() => void reading(), [])

  const save = async () => {
    const { addresseeFrom } = await reading()
    const address = email.current?.value ?? ''
    const read = addresseeFrom(
      { address, name: name.current?.value, title: title.current?.value ?? begin.title, groups: begin.groups },
      address,
    )
    if (isPerson(read)) return onSave(read)
    setProblem(read)
    email.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    void save()
  }

  const sentence = problem && (problem.problem ?? 'Enter an email address such as alice@example.com.')
  return (
    // The keys of its fields; everything in it is a control of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="flex flex-col gap-3" onKeyDown={onKeyDown}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Line ref={email} id={`${id}-email`} label="Email address" value={begin.email} error={sentence} focused />
        <Line ref={name} id={`${id}-name`} label="Name" value={begin.name} />
        {begin.title && <Line ref={title} id={`${id}-title`} label="Title" value={begin.title} />}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={() => void save()}>
          Save
        </Button>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

interface LineProps {
  ref: Ref<HTMLInputElement>
  id: string
  label: string
  value?: string
  error?: string
  focused?: boolean
}

function Line({ ref, id, label, value, error, focused }: LineProps) {
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-[0.8125rem] font-medium">
        {label}
      </label>
      <input
        ref={ref}
        id={id}
        defaultValue={value}
        dir="auto"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        // It appears because somebody asked for it, and takes the place of what they pressed.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focused}
        className={lineClass}
      />
      <FieldError id={id} error={error} />
    </div>
  )
}
