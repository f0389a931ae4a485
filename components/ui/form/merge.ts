import type { FieldMeanwhile } from '@/lib/kernel/errors'

/** As text, where null, nothing and an empty list are empty; a list is its lines in any order, as is the text of one. */
const textOf = (value: unknown, asList: boolean): string => {
  if (asList) return [...linesOf(value)].toSorted().join('\n')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

const linesOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split('\n') : [])
    .map(line => line.trim())
    .filter(Boolean)

/** Whether a field would show the same: what was typed is text, and what the server knows may be a number or nothing. */
export const sameValue = (one: unknown, other: unknown): boolean => {
  const asList = Array.isArray(one) || Array.isArray(other)
  return textOf(one, asList) === textOf(other, asList)
}

/** A field that somebody else has changed since the form was opened. */
export interface MergedField {
  field: string
  /** When the form was opened, what it holds now, and what somebody else made of it. */
  base: unknown
  yours: unknown
  theirs: unknown
  /** What the form goes on with; where both changed it, that is for a person to say. */
  merged: unknown
  conflict: boolean
}

/**
 * Three ways: what only one side changed is taken from that side, and of a list each entry by itself. Fields that nobody else
 * changed, or changed to the same, are left out.
 */
export const mergeFields = (
  fields: readonly FieldMeanwhile[],
  baseOf: (field: string) => unknown,
  yoursOf: (field: string) => unknown,
): MergedField[] =>
  fields.flatMap(({ field, theirs }) => {
    const base = baseOf(field)
    const yours = yoursOf(field)
    if (sameValue(base, theirs) || sameValue(yours, theirs)) return []
    if (Array.isArray(base)) {
      return [
        { field, base, yours, theirs, merged: mergeLists(base, linesOf(yours), linesOf(theirs)), conflict: false },
      ]
    }
    const conflict = !sameValue(base, yours)
    return [{ field, base, yours, theirs, merged: conflict ? yours : theirs, conflict }]
  })

/** Theirs, with what I added and without what I took away: of one entry nobody can want two things. */
const mergeLists = (base: readonly unknown[], yours: string[], theirs: string[]): string[] => {
  const before = linesOf(base)
  const added = yours.filter(one => !before.includes(one))
  const taken = new Set(before.filter(one => !yours.includes(one)))
  return [...new Set([...theirs, ...added])].filter(one => !taken.has(one))
}

/** What a list lost and got. */
export const listChange = (base: unknown, theirs: unknown): { added: string[]; removed: string[] } => {
  const [before, now] = [linesOf(base), linesOf(theirs)]
  return { added: now.filter(one => !before.includes(one)), removed: before.filter(one => !now.includes(one)) }
}
