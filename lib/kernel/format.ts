/** How counts and lists read in sentences. Safe in a browser; knows no domain word. */

const numbers = new Intl.NumberFormat('en-GB')

/** 10,000 */
export const formatNumber = (count: number): string => numbers.format(count)

/** "1 session", "2 sessions", "10,000 people". */
export const pluralize = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

export const countPeople = (count: number): string => pluralize(count, 'person', 'people')

const lists = new Map<string, Intl.ListFormat>()

/** "a", "a and b", "a, b and c". */
export function formatList(items: readonly string[], word: 'and' | 'or' = 'and', locale = 'en-GB'): string {
  const key = `${locale} ${word}`
  let format = lists.get(key)
  if (!format) {
    format = new Intl.ListFormat(locale, { type: word === 'and' ? 'conjunction' : 'disjunction' })
    lists.set(key, format)
  }
  return format.format(items)
}
