import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { usersRound } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { pageSizes } from '@/lib/kernel/page-size'
import { formatTotal, totalPeople } from '@/lib/kernel/totals'
import { ExportMenu } from './export-menu'

type Asked = Record<'q' | 'cursor' | 'limit', string | undefined>

interface PeopleListCardProps {
  title: string
  /** What is searched, for screen readers: "Search members". */
  searchLabel: string
  /** Instead of people, where there is nobody. */
  nobody: string
  /** The address of the page with what it asks of the list. */
  href: (asked?: Partial<Asked>) => string
  exportHref: (asked: { q?: string; format: 'csv' | 'jsonl' }) => string
  /** As the address says. */
  query: Partial<Asked>
  /** How many there are, and how many of them are found where some are looked for. */
  total: number
  found?: number
  /** How many the page has, each a row of `children`. */
  shown: number
  previous?: string
  next?: string
  children: ReactNode
}

/** People by name, page by page, with a search among them: the members of a group, or who has a permission. */
export function PeopleListCard({
  title,
  searchLabel,
  nobody,
  href,
  exportHref,
  query: { q, cursor, limit },
  total,
  found,
  shown,
  previous,
  next,
  children,
}: PeopleListCardProps) {
  const counted = q ? found : total
  const foundInWords = q && found !== undefined ? `${formatTotal(found)} found` : ''
  return (
    <Card flush>
      <CardHeader
        flush
        title={title}
        actions={
          <div className="flex items-center gap-3">
            <span className="text-muted tabular-nums">{q ? foundInWords : totalPeople(total)}</span>
            {total > 0 && <ExportMenu small href={format => exportHref({ q, format })} />}
          </div>
        }
      />
      {(total > 0 || q) && (
        <div className="border-b border-line px-4 py-3 sm:px-5 print:hidden">
          <FilterBar
            action={href()}
            label={searchLabel}
            search={{
              name: 'q',
              label: 'Search by name, email or title',
              placeholder: 'Name, email or title',
              value: q,
            }}
            keep={{ limit }}
            found={foundInWords}
          />
        </div>
      )}
      {shown > 0 ? (
        <ul className="divide-y divide-line">{children}</ul>
      ) : cursor ? (
        <EmptyState
          icon={usersRound}
          title="No users on this page"
          action={<ButtonLink href={href({ q, limit })}>First page</ButtonLink>}
        />
      ) : q ? (
        <EmptyState title="No users match" action={<ButtonLink href={href({ limit })}>Clear search</ButtonLink>}>
          Try the beginning of a name, email address or title.
        </EmptyState>
      ) : (
        <EmptyState icon={usersRound} title={nobody} />
      )}
      {(previous || next || (counted ?? 0) > pageSizes[0]) && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <Pager
            shown={shown}
            total={counted}
            size={{ current: Number(limit ?? pageSizes[0]), href: size => href({ q, limit: size }) }}
            firstHref={previous && href({ q, limit })}
            previousHref={previous && href({ q, limit, cursor: previous })}
            nextHref={next && href({ q, limit, cursor: next })}
          />
        </div>
      )}
    </Card>
  )
}
