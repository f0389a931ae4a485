import type { ReactNode } from 'react'
import { cx } from './cx'

interface DescriptionListProps {
  items: { term: string; detail?: ReactNode }[]
  /** The detail below its term at every width, for a narrow column. */
  stacked?: boolean
}

/** Facts about one thing. An item without a detail shows a dash. */
export function DescriptionList({ items, stacked }: DescriptionListProps) {
  return (
    <dl className="divide-y divide-line">
      {items.map(({ term, detail }) => (
        <div
          key={term}
          className={cx(
            'grid gap-x-6 gap-y-0.5 py-2.5 first:pt-0 last:pb-0',
            !stacked && 'sm:grid-cols-[10rem_minmax(0,1fr)]',
          )}
        >
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere">{detail ?? <span className="text-muted">–</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
