import { z } from 'zod'

/** A day, such as 2026-05-31, as an address and a date field have it. */
export const dayField = (label: string) =>
  z.iso
    .date({ error: `${label} must be a date such as 2026-05-31.` })
    // What lies far outside is a slip of the keyboard, and more than a database can compare.
    .refine(text => text >= '1970' && text < '3000', { error: `${label} must be between the years 1970 and 2999.` })

/** When it begins. Days are those of UTC, as in the audit log. */
export const beginningOf = (day: string): Date => new Date(`${day}T00:00:00Z`)

const DAY_MS = 86_400_000

/** When the one after it begins. */
export const endOf = (day: string): Date => new Date(beginningOf(day).getTime() + DAY_MS)

export const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS)
