import { cx } from './cx'
import type * as icons from './icons'

/** An icon, as icons.ts names it. */
export type IconName = (typeof icons)[keyof typeof icons]

/** A picture beside words. It is empty, so a screen reader passes it by. */
export function Icon({ of, className }: { of: IconName; className?: string }) {
  return <i className={cx('icon', `i-${of}`, className)} />
}
