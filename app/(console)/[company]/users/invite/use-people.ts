import { useRef, useState } from 'react'
import type { Addressee, ReadPiece } from '@/lib/invitations/addressee'
import type { ReadPeople } from '@/lib/invitations/addresses'

/** Somebody whom the box has read, or a piece of the text that is to be mended. */
export interface PersonChip {
  id: number
  piece: ReadPiece
}

export const isPerson = (piece: ReadPiece): piece is Addressee => 'email' in piece

/** More text than this is a file. */
const MAX_TEXT = 1_000_000

/** What reads lists is loaded with the first of them: most who open the page have not pasted one yet. */
const reader = () => import('@/lib/invitations/addresses')

const keyOf = (piece: ReadPiece): string => (isPerson(piece) ? piece.email : `unread ${piece.text}`)

/** The same as what reads and sends it has it. */
export const listOf = (chips: readonly PersonChip[]): ReadPeople => ({
  people: chips.flatMap(({ piece }) => (isPerson(piece) ? [piece] : [])),
  unread: chips.flatMap(({ piece }) => (isPerson(piece) ? [] : [piece])),
})

let lastId = 0

/** What is to be mended first; chips that were there keep their ids. */
const chipsOf = ({ people, unread }: ReadPeople, before: readonly PersonChip[]): PersonChip[] => {
  const ids = new Map(before.map(({ id, piece }) => [keyOf(piece), id]))
  return [...unread, ...people].map(piece => ({ id: ids.get(keyOf(piece)) ?? ++lastId, piece }))
}

export interface People {
  chips: readonly PersonChip[]
  /** Where text is put in. */
  attach: (box: HTMLTextAreaElement | null) => void
  /** Reads what stands in the box, which is then chips. @throws where what reads it cannot be loaded, or the text is a file */
  readBox: () => Promise<void>
  /** Everybody and everything that was read by now, whatever is drawn. */
  list: () => ReadPeople
  /** In the place of a chip. */
  replace: (id: number, piece: ReadPiece) => Promise<void>
  remove: (id: number) => void
  clear: () => void
}

/** Whom somebody is about to invite, as the box has read them. */
export function usePeople(): People {
  const [chips, setChips] = useState<readonly PersonChip[]>([])
  const latest = useRef(chips)
  const box = useRef<HTMLTextAreaElement>(null)
  const set = (next: readonly PersonChip[]) => {
    latest.current = next
    setChips(next)
  }
  return {
    chips,
    attach(element) {
      box.current = element
    },
    async readBox() {
      const text = box.current?.value ?? ''
      if (text.length > MAX_TEXT) throw new RangeError('A text of this length is a file.')
      if (!text.trim()) return
      const { mergedPeople, readPeople } = await reader()
      set(chipsOf(mergedPeople([listOf(latest.current), readPeople(text)]), latest.current))
      // What was typed meanwhile is still to be read.
      const now = box.current?.value ?? ''
      if (box.current && now.startsWith(text)) box.current.value = now.slice(text.length)
    },
    list: () => listOf(latest.current),
    async replace(id, piece) {
      const { mergedPeople } = await reader()
      const next = latest.current.map(chip => (chip.id === id ? { id, piece } : chip))
      const own = next.filter(chip => chip.id === id)
      set(chipsOf(mergedPeople([listOf(next)]), [...next, ...own]))
    },
    remove: id => set(latest.current.filter(chip => chip.id !== id)),
    clear: () => set([]),
  }
}
