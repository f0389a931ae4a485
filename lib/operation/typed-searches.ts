import { fold, searchedWords } from '@/lib/kernel/fold'
import { Remembered } from '@/lib/kernel/remembered'

/** What somebody typed, and what besides it the answer was narrowed to. */
export interface TypedSearch {
  text: string | undefined
  within?: string | undefined
}

/**
 * What each session was last recorded to search for. A search is asked anew with every few letters, and an event for each would bury
 * the log: who types on narrows what they were shown. Where that was all there is, what they see is among what the event before told
 * of; where it was cut, it is not, and is recorded.
 */
const recorded = new Remembered<string>({ ms: 60_000, most: 10_000 })

const keyOf = (operation: string, sessionId: string, { within = '' }: TypedSearch): string =>
  `${operation} ${sessionId} ${within}`

/** Whether it goes on from a search of the last minute that was recorded. */
export function isTypedOn(operation: string, sessionId: string, search: TypedSearch): boolean {
  const before = recorded.get(keyOf(operation, sessionId, search))
  return before !== undefined && search.text !== undefined && fold(search.text).startsWith(before)
}

/** After the commit of its event, where the answer was whole. By this process alone: another one records the search once more, never less. */
export function noteSearch(operation: string, sessionId: string, search: TypedSearch): void {
  // Without a word nothing is found, and everything would begin with it.
  const text = fold(search.text ?? '')
  if (searchedWords(text).length) recorded.set(keyOf(operation, sessionId, search), text)
}
