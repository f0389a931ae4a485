import { PersonRow, type ListedPerson } from '@/components/access/person-row'
import { PeopleListCard } from '@/components/shell/people-list-card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { Time } from '@/components/ui/time'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { membershipSourceLabels } from '@/lib/groups/labels'
import type { viewGroupPage } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { changeMembersAction } from '../actions'

type Member = OutputOf<typeof viewGroupPage>['members'][number]

interface MembersCardProps {
  company: string
  view: OutputOf<typeof viewGroupPage>
  query: Record<string, string | undefined>
  mayReadUsers: boolean
  mayRemove: boolean
}

/** Who is in a group, since when and how. */
export function MembersCard({ company, view, query, mayReadUsers, mayRemove }: MembersCardProps) {
  const { group, members, found, previous, next } = view
  return (
    <PeopleListCard
      title="Members"
      searchLabel="Search members"
      nobody="This group has no members"
      href={asked => paths.group(company, group.id, asked)}
      exportHref={asked => paths.exportMembers(company, group.id, asked)}
      query={query}
      total={group.members}
      found={found}
      shown={members.length}
      previous={previous}
      next={next}
    >
      {members.map(person => (
        <PersonRow
          key={person.id}
          person={person}
          href={mayReadUsers ? paths.user(company, person.id) : undefined}
          note={<Added person={person} />}
        >
          {mayRemove && <Remove group={group} person={person} />}
        </PersonRow>
      ))}
    </PeopleListCard>
  )
}

const Added = ({ person: { addedAt, addedVia } }: { person: Member }) => (
  <>
    Added <Time at={addedAt} show="date" /> {membershipSourceLabels[addedVia]}
  </>
)

function Remove({ group, person }: { group: { id: string; name: string }; person: ListedPerson }) {
  return (
    <ConfirmAction
      label={
        <span>
          Remove<VisuallyHidden> {person.name}</VisuallyHidden>
        </span>
      }
      size="sm"
      variant="ghost"
      title={`Remove ${person.name} from ${group.name}?`}
      confirmLabel="Remove"
      action={changeMembersAction}
      input={{ remove: [{ groupId: group.id, userId: person.id }] }}
      successMessage={`${person.name} was removed from ${group.name}.`}
    >
      <p>{person.name} immediately loses the permissions only this group grants. You can add them back at any time.</p>
    </ConfirmAction>
  )
}
