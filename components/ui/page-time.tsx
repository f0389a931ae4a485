import { FormattedTime } from './formatted-time'
import { ago, dateTimeOf, exactTimeOf } from './time-format'

/** What the page says of whose clock it is written by (app/(console)/_frame/shell.tsx). */
const pageTimeZone = (): string => document.getElementById('main')?.dataset.timeZone ?? 'UTC'

interface PageTimeProps {
  at: Date | string
  show?: 'relative' | 'datetime'
}

/** A moment that comes to a page later, in the answer to an action; never drawn on the server. */
export function PageTime({ at: moment, show = 'relative' }: PageTimeProps) {
  const at = new Date(moment)
  const text = show === 'relative' ? ago(at, new Date(), pageTimeZone()) : dateTimeOf(at, pageTimeZone())
  return <FormattedTime parts={[at.toISOString(), exactTimeOf(at, 'UTC'), text]} />
}
