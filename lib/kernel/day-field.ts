import { z } from 'zod'

/** A day, such as 2026-05-31, as an address and a date field have it. */
export const dayField = (label: string) =>
  z.iso
    .date({ error: `${label} must be a date such as 2026-05-31.` })
    // What lies far outside is a slip of the keyboard, and more than a database can compare.
    .refine(text => text >= '1970' && text < '3000', { error: `${label} must be between the years 1970 and 2999.` })
