import { PersonRow } from '@/components/access/person-row'
import { PeopleListCard } from '@/components/shell/people-list-card'
import { formatList } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import type { viewPermissionPage } from '@/lib/permissions/queries'

interface HoldersCardProps {
  company: string
  view: OutputOf<typeof viewPermissionPage>
  query: Record<string, string | undefined>
}

/** Who has a permission, and through which groups. */
export function HoldersCard({
  company,
  view: { permission, holders = [], people, found, previous, next },
  query,
}: HoldersCardProps) {
  return (
    <PeopleListCard
      title="People who have it"
      searchLabel="Search people who have it"
      nobody="Nobody has this permission"
      href={asked => paths.permission(company, permission.id, asked)}
      exportHref={asked => paths.exportHolders(company, permission.id, asked)}
      query={query}
      total={people}
      found={found}
      shown={holders.length}
      previous={previous}
      next={next}
    >
      {holders.map(person => (
        <PersonRow
          key={person.id}
          person={person}
          href={paths.user(company, person.id)}
          note={`Through ${formatList(person.through)}`}
        />
      ))}
    </PeopleListCard>
  )
}
