import { z } from 'zod'
import { optionalField, searchField } from '@/lib/kernel/fields'

export const searchInput = z.object({
  q: optionalField(searchField),
  /** Of the people, those of this status alone. */
  status: optionalField(
    z.enum(['invited', 'active', 'inactive'], { error: 'The status must be invited, active or inactive.' }),
  ),
})
