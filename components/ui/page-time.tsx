import { FormattedTime } from './formatted-time'
import { ago, dateTimeOf, exactTimeOf } from './time-format'

/** What the page says of whose clock it is written by (app/(console)/_frame/shell.tsx). */
const pageTimeZone = (): string => document.getElementById('main')?.dataset.timeZone ?? 'UTC'

/** An older browser may not know a time zone that the server does. */
function wordsIn(timeZone: string, write: (timeZone: string) => string): string {
  try {
    return write(timeZone)
  } catch {
    return write('UTC')
  }
}

interface PageTimeProps {
  at: Date | string
  show?: 'relative' | 'datetime'
}

/** A moment that comes to a page later, in the answer to an action; never drawn on the server. */
export function PageTime({ at: moment, show = 'relative' }: PageTimeProps) {
  const at = new Date(moment)
  const text = wordsIn(pageTimeZone(), timeZone =>
    show === 'relative' ? ago(at, new Date(), timeZone) : dateTimeOf(at, timeZone),
  )
  return <FormattedTime parts={[at.toISOString(), exactTimeOf(at, 'UTC'), text]} />
}
