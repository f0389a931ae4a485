import type { ReactNode } from 'react'
import { cx } from './cx'
import { Link } from './link'

const frame = 'card'

/** `flush` drops the padding, for a table or a list that reaches the edges. */
export function Card({ children, flush, className }: { children: ReactNode; flush?: boolean; className?: string }) {
  return <section className={cx(frame, flush ? 'overflow-clip' : 'p-4 sm:p-5', className)}>{children}</section>
}

export function CardHeader({
  title,
  description,
  actions,
  flush,
}: {
  title: ReactNode
  description?: ReactNode
  actions?: ReactNode
  /** In a flush card: brings the padding that the card lacks, and a line below. */
  flush?: boolean
}) {
  return (
    <header
      className={cx(
        'flex flex-wrap items-center justify-between gap-x-4 gap-y-2',
        flush ? 'min-h-14 border-b border-line px-4 py-2.5 sm:px-5' : 'mb-4',
      )}
    >
      <div className="min-w-0">
        <h2 className="text-[0.9375rem] font-semibold wrap-anywhere">{title}</h2>
        {description && <p className="mt-0.5 text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  )
}

/** One number with its name; a link when there is more to see behind it. */
export function Stat({
  label,
  value,
  note,
  href,
}: {
  label: string
  value: ReactNode
  note?: ReactNode
  href?: string
}) {
  const body = (
    <>
      <span className="block text-[0.8125rem] text-muted">{label}</span>
      <span className="mt-1 block text-2xl font-semibold tracking-tight tabular-nums">{value}</span>
      {note && <span className="mt-0.5 block text-xs text-muted">{note}</span>}
    </>
  )
  const box = cx(frame, 'block min-w-0 p-4')
  if (!href) return <div className={box}>{body}</div>
  return (
    <Link href={href} className={cx(box, 'transition-colors duration-100 hover:border-control')}>
      {body}
    </Link>
  )
}
