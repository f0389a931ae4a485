/** How counts and lists read in sentences. Safe in a browser; knows no domain word. */

const numbers = new Intl.NumberFormat('en-GB')

/** 10,000 */
export const formatNumber = (count: number): string => numbers.format(count)

/** "1 session", "2 sessions", "10,000 people". */
export const pluralize = (count: number, one: string, many = `${one}s`): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

export const countPeople = (count: number): string => pluralize(count, 'person', 'people')

/** "a", "a and b", "a, b and c". */
export const formatList = (items: readonly string[], word = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
