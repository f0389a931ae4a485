import { Code } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { membershipSourceLabels } from '@/lib/groups/labels'
import type { AccessView } from './access-answer'
import { GroupName } from './group-name'

interface WayProps {
  way: NonNullable<AccessView['ways']>[number]
  /** Of the person. */
  name: string
  permission: string
  href: ((groupId: string) => string) | undefined
}

/** How somebody comes by a permission: a group, what it grants, and since when. */
export function Way({ way, name, permission, href }: WayProps) {
  const { grant, addedAt, grantedAt, until } = way
  return (
    <li className="flex flex-col gap-0.5 px-4 py-3 sm:px-5">
      <p className="wrap-anywhere">
        <GroupName {...way} href={href} /> grants <Code>{grant}</Code>
        {grant !== permission && (
          <>
            , which includes <Code>{permission}</Code>
          </>
        )}
      </p>
      {addedAt && grantedAt && (
        <p className="text-[0.8125rem] text-muted">
          {name} has been in the group since <Time at={addedAt} show="date" />
          {howAdded(way)}. The group has granted this since <Time at={grantedAt} show="date" />.
          {until && (
            <>
              {' '}
              This access ends on <Time at={until} show="datetime" />.
            </>
          )}
        </p>
      )}
    </li>
  )
}

function howAdded({ addedVia, line }: WayProps['way']): string {
  const label = addedVia && membershipSourceLabels[addedVia]
  return label ? `, added ${label}${line ? ` (line ${line})` : ''}` : ''
}
