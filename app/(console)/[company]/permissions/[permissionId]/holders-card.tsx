import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { usersRound } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { formatList } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { totalPeople } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import type { viewPermissionPage } from '@/lib/permissions/queries'
import { PersonRow } from '../../groups/[groupId]/person-row'

interface HoldersCardProps {
  company: string
  view: OutputOf<typeof viewPermissionPage>
}

/** Who has a permission, and through which groups. */
export function HoldersCard({ company, view: { permission, holders = [], people, previous, next } }: HoldersCardProps) {
  const pageAt = (cursor?: string) => paths.permission(company, permission.id, { cursor })
  return (
    <Card flush>
      <CardHeader
        flush
        title="People who have it"
        actions={<span className="text-muted tabular-nums">{totalPeople(people)}</span>}
      />
      {holders.length === 0 && (
        <EmptyState icon={usersRound} title={people ? 'Nobody is left on this page' : 'Nobody has it'} />
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
      {(previous || next) && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <Pager
            firstHref={previous && pageAt()}
            previousHref={previous && pageAt(previous)}
            nextHref={next && pageAt(next)}
          />
        </div>
      )}
    </Card>
  )
}
