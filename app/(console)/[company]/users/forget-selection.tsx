'use client'

import { useEffect } from 'react'
import { keepSelection, readSelection } from './selection-store'

interface ForgetSelectionProps {
  /** Whose choice it is. */
  owner: string
  /** Only these; all who are chosen where it is left out. */
  ids?: readonly string[]
}

/** Whoever was chosen has been dealt with, or is gone. Belongs on the page that says so. */
export function ForgetSelection({ owner, ids }: ForgetSelectionProps) {
  useEffect(() => {
    const left = ids ? [...readSelection(owner)].filter(([id]) => !ids.includes(id)) : []
    keepSelection(owner, new Map(left))
  }, [owner, ids])
  return null
}
