import { cx } from './cx'

/** A picture beside words, hidden from screen readers. The shape comes from `icons.ts`. */
export function Icon({ of, className }: { of: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={cx('shrink-0', className ?? 'size-4')}
    >
      <path d={of} />
    </svg>
  )
}
