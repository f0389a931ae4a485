import { z } from 'zod'

/** Facts that events of several domains carry. */

export const noFacts = z.strictObject({})

/** A thing that may be gone when the log is read; never a person. */
export const namedFact = z.strictObject({ id: z.string(), name: z.string() })

/** What a list was narrowed to. */
export const filterFacts = z.record(z.string(), z.string())

/** Field by field, as `changesBetween` makes them. */
export const changeFacts = z.record(z.string(), z.strictObject({ from: z.string(), to: z.string() }))
