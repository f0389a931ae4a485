import { FormattedTime } from './formatted-time'
import { dateTimeOf, exactTimeOf } from './time-format'

/** What the page says of whose clock it is written by (components/shell). */
const pageTimeZone = (): string => document.getElementById('main')?.dataset.timeZone ?? 'UTC'

/** A moment that comes to a page later, in the answer to an action; never drawn on the server. */
export function PageTime({ at }: { at: Date }) {
  return <FormattedTime parts={[at.toISOString(), exactTimeOf(at, 'UTC'), dateTimeOf(at, pageTimeZone())]} />
}
