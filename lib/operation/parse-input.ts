import type { z } from 'zod'
import { invalid, type AppError } from '@/lib/kernel/errors'

const NO_SUCH_FIELD = 'This field does not exist.'

/** Of fields that nobody knows: more is no mistake any more. */
const MOST_NAMED = 20

/** Parses what came from outside. @throws AppError `invalid_input` with a sentence per field. */
export function parseInput<I extends z.ZodType>(schema: I, raw: unknown): z.output<I> {
  const result = schema.safeParse(raw ?? {}, { error: inOurWords })
  if (result.success) return result.data
  throw invalidInput(result.error)
}

/** Where a schema says nothing itself: the library's own sentences speak of its types, and are not for people. */
const inOurWords: z.core.$ZodErrorMap = ({ code, input }) => {
  if (code === 'unrecognized_keys') return NO_SUCH_FIELD
  if (code === 'too_big') return 'This is too long or too large.'
  if (code === 'too_small') return 'This is too short or too small.'
  return input === undefined ? 'This is missing.' : 'This is not valid.'
}

const invalidInput = (error: z.ZodError): AppError => {
  // Names of fields may come from outside, and the first sentence about each is the one to read.
  const fields = new Map<string, string>()
  for (const issue of error.issues.toReversed()) {
    const { path, message } = issue
    const names =
      issue.code === 'unrecognized_keys' ? issue.keys.slice(0, MOST_NAMED).map(key => [...path, key]) : [path]
    for (const name of names) fields.set(name.join('.') || 'form', message)
  }
  return invalid(Object.fromEntries(fields))
}
