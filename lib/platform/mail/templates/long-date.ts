import { formatIn } from '@/lib/kernel/format-date'
import { locales } from '@/lib/kernel/language'
import { readerLanguage, readerTimeZone } from '@/lib/kernel/reader'
import { mailText } from '@/lib/platform/mail/texts/mail-text'

const dayOf = formatIn({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

const clockOf = formatIn({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' })

/** "14:03 CET": of a moment within minutes. */
export const clockTime = (iso: string): string => clockOf(new Date(iso), readerTimeZone(), locales[readerLanguage()])

/** A moment in a mail, in the language and by the clock of its reader, and with its time zone. */
export const longDate = (iso: string): string =>
  mailText('date.moment', {
    day: dayOf(new Date(iso), readerTimeZone(), locales[readerLanguage()]),
    clock: clockTime(iso),
  })
