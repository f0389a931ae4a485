'use client'

import { useEffect } from 'react'
import { keepSelection } from './selection-store'

/** Whoever was chosen has been dealt with. Belongs on the page that says so. */
export function ForgetSelection({ company }: { company: string }) {
  useEffect(() => keepSelection(company, new Map()), [company])
  return null
}
