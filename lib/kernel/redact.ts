/** Whoever is meant recognises themselves by so much, and nobody else is given away by it. */
const hint = (text: string): string => {
  const letters = [...text]
  return letters.length > 2 ? `${letters[0]}…` : '…'
}

/**
 * What somebody typed, as far as the audit log may keep it: it may be a person's name or address, and the
 * log outlives the person. An address keeps its domain.
 * docs/decisions/0009-a-deleted-person-leaves-no-name.md
 */
export function redactEmail(typed: string): string {
  const at = typed.lastIndexOf('@')
  return at < 0 ? hint(typed) : hint(typed.slice(0, at)) + typed.slice(at)
}
