import { pageSizes } from '@/lib/kernel/page-size'
import { formatTotal } from '@/lib/kernel/totals'
import { ButtonLink } from './button'
import { chevronLeft } from './icons'
import { Link } from './link'

interface PagerProps {
  firstHref?: string
  previousHref?: string
  nextHref?: string
  /** Newer/Older for a log, Previous/Next for everything else. */
  labels?: { first: string; previous: string; next: string }
  /** How many rows the page has. */
  shown?: number
  /** How many there are on all pages, as far as totals are counted. */
  total?: number
  /** How many rows pages have, and where another number leads. */
  size?: { current: number; href: (limit: string) => string }
}

export const newerOlder = { first: 'Newest', previous: 'Newer', next: 'Older' }
const previousNext = { first: 'First page', previous: 'Previous', next: 'Next' }

/** Below a list: how much of it the page is, how many rows pages have, and the way to the others. */
export function Pager({ firstHref, previousHref, nextHref, labels = previousNext, shown, total, size }: PagerProps) {
  const turns = firstHref || previousHref || nextHref
  const counted = Boolean(shown) && total !== undefined
  const sizeable = size && (total === undefined ? turns || size.current > pageSizes[0] : total > pageSizes[0])
  if (!turns && !counted && !sizeable) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 print:hidden">
      <p className="text-muted tabular-nums">{counted && `${shown} of ${formatTotal(total)}`}</p>
      {sizeable && <PageSizes {...size} />}
      {turns && (
        <nav aria-label="Pages" className="flex gap-2">
          {firstHref && (
            <ButtonLink size="sm" variant="ghost" href={firstHref}>
              {labels.first}
            </ButtonLink>
          )}
          {previousHref && (
            <ButtonLink size="sm" icon={chevronLeft} href={previousHref} rel="prev">
              {labels.previous}
            </ButtonLink>
          )}
          {nextHref && (
            <ButtonLink size="sm" href={nextHref} rel="next">
              {labels.next}
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  )
}

function PageSizes({ current, href }: NonNullable<PagerProps['size']>) {
  return (
    <nav aria-label="Rows per page" className="ms-auto flex items-center gap-1 text-muted">
      <span aria-hidden="true">Rows</span>
      {pageSizes.map(limit => (
        <Link
          key={limit}
          href={href(String(limit))}
          aria-label={`${limit} rows`}
          aria-current={limit === current ? 'true' : undefined}
          className="page-size"
        >
          {limit}
        </Link>
      ))}
    </nav>
  )
}
