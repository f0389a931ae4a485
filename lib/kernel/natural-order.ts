/** So many digits are counted by one. */
const COUNTED_DIGITS = 8

/**
 * A number such that the order of bytes is that of numbers: how many digits it has, these, and a mark for each zero that stood
 * before them. So "2" comes before "10", beside "02", which stays another text. The mark is below everything that fold() leaves,
 * and above what tells spellings apart (keyRange).
 */
function numberKey(digits: string): string {
  const value = digits.replace(/^0+(?=\d)/, '')
  const count = value.length <= COUNTED_DIGITS ? String(value.length) : `9${String(value.length).padStart(3, '0')}`
  return `${count}${value}${'\f'.repeat(digits.length - value.length)}`
}

/** Of a folded text: what it is sorted by, with numbers in their order. Different texts stay different. */
export const inNaturalOrder = (folded: string): string => folded.replace(/\d+/g, numberKey)

/** Folded texts, such as keys of permissions, in the order in which lists have them. */
export const byNaturalOrder = (one: string, other: string): number => {
  const [a, b] = [inNaturalOrder(one), inNaturalOrder(other)]
  return a < b ? -1 : Number(a > b)
}
