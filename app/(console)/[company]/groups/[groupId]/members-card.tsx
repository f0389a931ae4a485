import type { ComponentProps } from 'react'
import { ExportMenu } from '@/components/shell/export-menu'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { usersRound } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { Time } from '@/components/ui/time'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { membershipSourceLabels } from '@/lib/groups/labels'
import type { viewGroupPage } from '@/lib/groups/queries'
import { pageSizes } from '@/lib/kernel/page-size'
import { totalPeople } from '@/lib/kernel/totals'
import type { OutputOf } from '@/lib/operation/define'
import { changeMembersAction } from '../actions'
import { PersonRow, type ListedPerson } from './person-row'

type Member = OutputOf<typeof viewGroupPage>['members'][number]

interface MembersCardProps {
  group: { id: string; name: string; members: number }
  /** One page of them. */
  members: Member[]
  personHref?: (userId: string) => string
  mayRemove: boolean
  exportHref: (format: 'csv' | 'jsonl') => string
  /** To the other pages, and to pages of another size. */
  pager: Omit<ComponentProps<typeof Pager>, 'shown' | 'total'>
}

export function MembersCard({ group, members, personHref, mayRemove, exportHref, pager }: MembersCardProps) {
  return (
    <Card flush>
      <CardHeader
        flush
        title="Members"
        actions={
          <div className="flex items-center gap-3">
            <span className="text-muted tabular-nums">{totalPeople(group.members)}</span>
            {group.members > 0 && <ExportMenu small href={exportHref} />}
          </div>
        }
      />
      {members.length === 0 && (
        <EmptyState icon={usersRound} title={group.members ? 'No users on this page' : 'This group has no members'} />
      )}
      <ul className="divide-y divide-line">
        {members.map(person => (
          <PersonRow key={person.id} person={person} href={personHref?.(person.id)} note={<Added person={person} />}>
            {mayRemove && <Remove group={group} person={person} />}
          </PersonRow>
        ))}
      </ul>
      {(pager.previousHref || pager.nextHref || group.members > pageSizes[0]) && (
        <div className="border-t border-line px-4 py-3 sm:px-5">
          <Pager {...pager} shown={members.length} total={group.members} />
        </div>
      )}
    </Card>
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
