import { AppError } from '@/lib/kernel/errors'
import type { AnyOperation } from './define'

/** The version of a thing as programs see it: a strong entity tag [RFC 9110 section 8.8.3]. */
export const entityTag = (version: number): string => `"${version}"`

const refused = (sentence: string) => new AppError('bad_request', `${sentence} Nothing was done.`)

/**
 * What If-Match adds to the input of an edit [RFC 9110 section 13.1.1]: the version that it was made from. `*` asks for no more
 * than that there is something to edit, which is asked anyway. What cannot be made conditional is not done unconditionally.
 * @throws AppError `bad_request`
 */
export function conditionOf(operation: AnyOperation, request: Request): { version?: number } {
  const header = request.headers.get('if-match')?.trim()
  if (header === undefined || header === '*' || operation.kind === 'query') return {}
  if (!operation.versioned) throw refused('If-Match is only supported when changing something that has an ETag.')
  const [, digits] = /^"([1-9]\d{0,8})"$/.exec(header) ?? []
  if (!digits) throw refused('If-Match must be a single ETag from an earlier response, such as "3", or *.')
  return { version: Number(digits) }
}
