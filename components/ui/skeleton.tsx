import { cx } from './cx'

/** The place of something that a client component fetches by itself; pages do not stream (see NavigationProgress). */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cx('block animate-pulse rounded-md bg-sunken', className ?? 'h-4 w-full')} />
  )
}
