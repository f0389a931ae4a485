/** A statement that comes again is prepared on its connection, from this time on. */
const OFTEN = 3

/** So many texts are prepared on a connection. Each costs memory on the server, for as long as the connection lives. */
const NAMED = 400

/** So many texts that came once or twice are remembered, the oldest forgotten first. */
const REMEMBERED = 1000

/** Lists and rows of values make a text of their own for each length. */
const MOST_PARAMETERS_OF_NAMED = 60
const LONGEST_NAMED = 20_000

const named = new Set<string>()
const seen = new Map<string, number>()

/**
 * Whether a statement is worth a name, under which a connection keeps its plan: a named one is sent in one go, any other asks
 * the server first what its parameters are. How many there are is bounded, whatever is asked.
 */
export function isWorthName(text: string, parameters: number): boolean {
  if (named.has(text)) return true
  if (text.length > LONGEST_NAMED || parameters > MOST_PARAMETERS_OF_NAMED || named.size >= NAMED) return false
  const times = (seen.get(text) ?? 0) + 1
  seen.delete(text)
  if (times >= OFTEN) {
    named.add(text)
    return true
  }
  seen.set(text, times)
  if (seen.size > REMEMBERED) seen.delete(seen.keys().next().value!)
  return false
}
