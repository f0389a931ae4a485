import { cx } from '@/components/ui/cx'

/** A C, and a key that turns in its opening. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cx('shrink-0', className ?? 'size-7')}>
      <rect width="32" height="32" rx="9" className="fill-accent-solid" />
      <path
        d="M21.8 9.6a8.6 8.6 0 1 0 0 12.8M16 16h9.5"
        fill="none"
        stroke="#fff"
        strokeWidth="3.2"
        strokeLinecap="round"
      />
      <circle cx="16" cy="16" r="2.9" fill="#fff" />
    </svg>
  )
}
