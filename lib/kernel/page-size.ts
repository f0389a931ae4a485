import { z } from 'zod'
import { optionalField } from './fields'

/** How many rows a page of a list may have. */
export const pageSizes = [25, 50, 100] as const
export type PageSize = (typeof pageSizes)[number]

/** How many rows a page is to have; a number, or digits, as in an address. */
export const limitField = optionalField(
  z
    .preprocess(
      (value: string | number) => (typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value),
      z.literal(pageSizes, {
        error: `A page can have ${pageSizes.slice(0, -1).join(', ')} or ${pageSizes.at(-1)} rows.`,
      }),
    )
    .meta({ type: 'integer', enum: [...pageSizes], minimum: pageSizes[0], maximum: pageSizes.at(-1) }),
)
