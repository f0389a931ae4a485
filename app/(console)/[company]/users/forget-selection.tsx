'use client'

import { useEffect } from 'react'
import { keepSelection, readSelection } from './selection-store'

interface ForgetSelectionProps {
  company: string
  /** Only these; all who are chosen where it is left out. */
  ids?: readonly string[]
}

/** Whoever was chosen has been dealt with, or is gone. Belongs on the page that says so. */
export function ForgetSelection({ company, ids }: ForgetSelectionProps) {
  useEffect(() => {
    const left = ids ? [...readSelection(company)].filter(([id]) => !ids.includes(id)) : []
    keepSelection(company, new Map(left))
  }, [company, ids])
  return null
}
