const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' })

/** A moment in a mail, whose reader may be anywhere: with its time zone. */
export const longDate = (iso: string): string => `${format.format(new Date(iso))} UTC`
