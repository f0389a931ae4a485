import { ExportMenu } from '@/components/shell/export-menu'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { usersRound } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { formatList } from '@/lib/kernel/format'
import { pageSizes } from '@/lib/kernel/page-size'
import { paths } from '@/lib/kernel/paths'
import { totalPeople } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import type { viewPermissionPage } from '@/lib/permissions/queries'
import { PersonRow } from '../../groups/[groupId]/person-row'

interface HoldersCardProps {
  company: string
  /** How many a page names, as the address says. */
  limit?: string
  view: OutputOf<typeof viewPermissionPage>
}

/** Who has a permission, and through which groups. */
export function HoldersCard({
  company,
  limit,
  view: { permission, holders = [], people, previous, next },
}: HoldersCardProps) {
  const pageAt = (turn: { cursor?: string; limit?: string }) =>
    paths.permission(company, permission.id, { limit, ...turn })
  return (
    <Card flush>
      <CardHeader
        flush
        title="People who have it"
        actions={
          <div className="flex items-center gap-3">
            <span className="text-muted tabular-nums">{totalPeople(people)}</span>
            {people > 0 && (
              <ExportMenu small href={format => paths.exportHolders(company, permission.id, { format })} />
            )}
          </div>
        }
      />
      {holders.length === 0 && (
        <EmptyState icon={usersRound} title={people ? 'No users on this page' : 'Nobody has this permission'} />
      )}
      <ul className="divide-y divide-line">
        {holders.map(person => (
          <PersonRow
            key={person.id}
            person={person}
            href={paths.user(company, person.id)}
            note={`Through ${formatList(person.through)}`}
          />
        ))}
      </ul>
      {(previous || next || people > pageSizes[0]) && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <Pager
            shown={holders.length}
            total={people}
            size={{ current: Number(limit ?? 25), href: size => pageAt({ limit: size }) }}
            firstHref={previous && pageAt({})}
            previousHref={previous && pageAt({ cursor: previous })}
            nextHref={next && pageAt({ cursor: next })}
          />
        </div>
      )}
    </Card>
  )
}
