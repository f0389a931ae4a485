/** How counts, dates and lists read in sentences. Safe in a browser; knows no domain word. */

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

/** A way to write moments, in any time zone: making one takes longer than using it, and there are some 400 zones. */
export function formatIn(options: Intl.DateTimeFormatOptions): (at: Date, timeZone: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (at, timeZone) => {
    const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
    formats.set(timeZone, known)
    return known.format(at)
  }
}

/** "4 Mar 2027", as the calendar of that time zone has it. */
export const formatDate = formatIn({ day: 'numeric', month: 'short', year: 'numeric' })

/** A day such as 2027-03-04, wherever it is: "4 Mar 2027". */
export const formatDay = (day: string): string => formatDate(new Date(day), 'UTC')
