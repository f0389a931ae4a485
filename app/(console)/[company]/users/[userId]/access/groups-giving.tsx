import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { formatList } from '@/lib/kernel/format'
import { FULL_ACCESS } from '@/lib/operation/can'
import type { AccessView } from './access-answer'
import { GroupName } from './group-name'

/** More would be a wall. */
const SHOWN_KEYS = 8

interface GroupsGivingProps {
  view: AccessView
  groups: NonNullable<AccessView['groups']>
  groupHref: ((groupId: string) => string) | undefined
  addHref: ((groupId: string) => string) | undefined
}

/** What would give somebody a permission. Full access would always; that is no answer to who lacks one thing. */
export function GroupsGiving({ view, groups, groupHref, addHref }: GroupsGivingProps) {
  const { user, inCatalogue, moreGroups, helpers } = view
  const hasAll = ({ keys }: { keys: readonly string[] }) => keys.includes(FULL_ACCESS)
  const narrow = groups.filter(group => !hasAll(group))
  const all = groups.filter(hasAll)
  const mayAdd = addHref && narrow.some(({ hindrance }) => !hindrance)
  return (
    <Card flush className="max-w-3xl">
      <CardHeader
        flush
        title="Groups that would give it"
        description={
          narrow.length === 0
            ? 'No group grants it on its own. A group has to be given the permission first.'
            : `In one of these groups, ${user.name} would have it${user.status === 'active' ? '' : ' once they are active'}, with everything else the group grants.`
        }
      />
      {narrow.length > 0 && (
        <ul className="divide-y divide-line">
          {narrow.map(group => (
            <li
              key={group.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-5"
            >
              <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
                <GroupName {...group} href={groupHref} />
                <p className="text-[0.8125rem] text-muted">Grants {keysInWords(group.keys)}.</p>
                {group.hindrance && <p className="text-[0.8125rem] text-muted">{group.hindrance}</p>}
              </div>
              {addHref && inCatalogue && !group.hindrance && (
                <ButtonLink size="sm" href={addHref(group.id)}>
                  Add to group<span className="sr-only"> {group.name}</span>
                </ButtonLink>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-col gap-1 px-4 py-3 text-[0.8125rem] text-muted sm:px-5">
        {moreGroups && <p>These are the first of more groups.</p>}
        {all.length > 0 && (
          <p>
            Full access includes it as well: {formatList(all.map(({ name }) => name))}
            {moreGroups && ', among others'}.
          </p>
        )}
        {!mayAdd && helpers.length > 0 && <p>{formatList(helpers, 'or')} can change this.</p>}
      </div>
    </Card>
  )
}

const keysInWords = (keys: readonly string[]): string =>
  keys.length > SHOWN_KEYS
    ? `${keys.slice(0, SHOWN_KEYS).join(', ')} and ${keys.length - SHOWN_KEYS} more`
    : formatList(keys)
