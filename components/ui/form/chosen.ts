import { wordsOf } from '@/lib/kernel/fold'

/** Whether words of a text begin as those that were typed, each of them, in any order; as searches of lists find. */
export const beginsAllWords = (text: string, typed: string): boolean => {
  const words = wordsOf(text)
  const sought = wordsOf(typed)
  return sought.length > 0 && sought.every(begun => words.some(word => word.startsWith(begun)))
}
