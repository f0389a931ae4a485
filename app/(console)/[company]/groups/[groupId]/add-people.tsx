import { Card, CardHeader } from '@/components/ui/card'
import { FilterBar } from '@/components/ui/filter-bar'
import { ActionButton } from '@/components/ui/form/action-button'
import { plus } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { changeMembersAction } from '../actions'
import { PersonRow, type ListedPerson } from './person-row'

interface AddPeopleProps {
  group: { id: string; name: string }
  /** The group's own address. */
  action: string
  search?: string
  /** Who matches the search and is not in the group; undefined before one. */
  found?: ListedPerson[]
  /** There may be more. */
  cut: boolean
}

export function AddPeople({ group, action, search, found, cut }: AddPeopleProps) {
  return (
    <Card flush>
      <CardHeader flush title="Add people" actions={search && <TextLink href={action}>Done</TextLink>} />
      <div className="px-4 py-3 sm:px-5">
        <FilterBar
          action={action}
          label="Find people to add"
          search={{ name: 'add', label: 'Name, email or title of somebody to add', value: search }}
        />
      </div>
      {found && (
        <div role="status" className="border-t border-line">
          {found.length === 0 && (
            <p className="px-4 py-3 text-muted sm:px-5">Nobody outside the group matches “{search}”.</p>
          )}
          {cut && (
            <p className="px-4 pt-3 text-muted sm:px-5">
              Only the first {found.length} are shown. Search more narrowly to see others.
            </p>
          )}
        </div>
      )}
      {found && found.length > 0 && (
        <ul className="divide-y divide-line">
          {found.map(person => (
            <PersonRow key={person.id} person={person}>
              <ActionButton
                action={changeMembersAction}
                input={{ add: [{ groupId: group.id, userId: person.id }] }}
                size="sm"
                icon={plus}
                label={`Add ${person.name}`}
                successMessage={`${person.name} is in ${group.name} now.`}
              >
                Add
              </ActionButton>
            </PersonRow>
          ))}
        </ul>
      )}
    </Card>
  )
}
