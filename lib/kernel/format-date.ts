/* Apart from numbers and lists, which more pages take to the browser. */

/** Each weighs 35 kB; a company has people in a few zones, and whoever names all of them fills nothing. */
const KEPT = 40

/** A way to write moments, in any time zone and locale: making one takes longer than using it, and there are some 400 zones. */
export function formatIn(options: Intl.DateTimeFormatOptions): (at: Date, timeZone: string, locale?: string) => string {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (at, timeZone, locale = 'en-GB') => {
    const key = `${locale} ${timeZone}`
    let format = formats.get(key)
    if (!format) {
      format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
      if (formats.size >= KEPT) formats.clear()
      formats.set(key, format)
    }
    return format.format(at)
  }
}

/** "4 Mar 2027", as the calendar of that time zone has it. */
export const formatDate = formatIn({ day: 'numeric', month: 'short', year: 'numeric' })

/** A day such as 2027-03-04, wherever it is: "4 Mar 2027". */
export const formatDay = (day: string): string => formatDate(new Date(day), 'UTC')
