import { ButtonLink } from './button'
import { chevronLeft } from './icons'

interface PagerProps {
  firstHref?: string
  previousHref?: string
  nextHref?: string
  /** Newer/Older for a log, Previous/Next for everything else. */
  labels?: { first: string; previous: string; next: string }
  /** What the page holds, e.g. "50 of 1,204 users". */
  summary?: string
}

export const newerOlder = { first: 'Newest', previous: 'Newer', next: 'Older' }
const previousNext = { first: 'First page', previous: 'Previous', next: 'Next' }

export function Pager({ firstHref, previousHref, nextHref, labels = previousNext, summary }: PagerProps) {
  const turns = firstHref || previousHref || nextHref
  if (!turns && !summary) return null
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted tabular-nums">{summary}</p>
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
