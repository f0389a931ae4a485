'use client'

import { useEffect, useRef, useState, type RefObject } from 'react'
import { keepSelection, readSelection, type Selection } from './selection-store'

const NOBODY: Selection = new Map()

/** The boxes of the rows, which belong to the form. */
const boxesOf = (form: HTMLFormElement | null): HTMLInputElement[] =>
  [...(form?.elements ?? [])].filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.name === 'people',
  )

/** Which page of the list this is; people who were chosen on it are counted by it. */
const here = (): string => new URLSearchParams(location.search).get('cursor') ?? ''

/**
 * Who is chosen on all pages of a list, with the boxes of this page: they hold what is chosen on it, and show what was chosen
 * before. A click with Shift does to all between two boxes what it does to the second.
 */
export function useSelection(form: RefObject<HTMLFormElement | null>, owner: string, allBoxId: string) {
  const [selection, setSelection] = useState(NOBODY)
  const [onPage, setOnPage] = useState(0)
  const last = useRef<HTMLInputElement>(undefined)

  const show = (chosen: Selection) => {
    const boxes = boxesOf(form.current)
    for (const box of boxes) box.checked = chosen.has(box.value)
    const count = boxes.filter(box => box.checked).length
    const all = document.getElementById(allBoxId)
    if (all instanceof HTMLInputElement) {
      all.checked = count > 0 && count === boxes.length
      all.indeterminate = count > 0 && count < boxes.length
    }
    setOnPage(count)
    setSelection(before => (isSame(before, chosen) ? before : chosen))
  }

  const change = (boxes: HTMLInputElement[], checked: boolean) => {
    const chosen = readSelection(owner)
    for (const box of boxes) {
      if (checked) chosen.set(box.value, here())
      else chosen.delete(box.value)
    }
    keepSelection(owner, chosen)
    show(chosen)
  }

  // After every render: another page of the list has other boxes. What was ticked before any script ran joins what is kept.
  const ticked = useRef(false)
  useEffect(() => {
    const early = ticked.current ? [] : boxesOf(form.current).filter(box => box.checked)
    ticked.current = true
    if (early.length) change(early, true)
    else show(readSelection(owner))

    const onClick = ({ target, shiftKey }: MouseEvent) => {
      if (!(target instanceof HTMLInputElement)) return
      const boxes = boxesOf(form.current)
      if (target.id === allBoxId) return change(boxes, target.checked)
      const at = boxes.indexOf(target)
      if (at < 0) return
      const from = shiftKey && last.current ? boxes.indexOf(last.current) : at
      const [first, end] = from < 0 ? [at, at] : [Math.min(at, from), Math.max(at, from)]
      last.current = target
      change(boxes.slice(first, end + 1), target.checked)
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  })

  const clear = () => {
    keepSelection(owner, NOBODY)
    show(NOBODY)
  }

  return { ids: [...selection.keys()], pages: new Set(selection.values()).size, onPage, clear }
}

const isSame = (one: Selection, other: Selection): boolean =>
  one.size === other.size && [...one].every(([id, page]) => other.get(id) === page)
