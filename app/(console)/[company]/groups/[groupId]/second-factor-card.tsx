import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DialogButton } from '@/components/ui/dialog'
import { Time } from '@/components/ui/time'
import type { viewGroupPage } from '@/lib/groups/queries'
import type { OutputOf } from '@/lib/operation/define'
import { GroupSecondFactorForm } from './second-factor-form'

const DAY_MS = 86_400_000

interface SecondFactorCardProps {
  group: { id: string; name: string; version: number }
  secondFactor: OutputOf<typeof viewGroupPage>['secondFactor']
  /** Members who have none; left out where the reader cannot change the group. */
  without?: OutputOf<typeof viewGroupPage>['withoutFactor']
  mayChange: boolean
}

/** Whether the group requires a second factor, and whom that concerns. */
export function GroupSecondFactorCard({ group, secondFactor, without, mayChange }: SecondFactorCardProps) {
  const { required, graceDays, since, members } = secondFactor
  const deadline = required && since ? new Date(since.getTime() + graceDays * DAY_MS) : undefined
  return (
    <Card>
      <CardHeader
        title="Two-factor authentication"
        actions={
          mayChange &&
          without && (
            <DialogButton label="Change" size="sm" title={`Two-factor authentication in ${group.name}`}>
              <div className="mb-4 text-muted">
                <Lacking members={members} without={without} />
              </div>
              <GroupSecondFactorForm
                groupId={group.id}
                required={required}
                graceDays={graceDays || (required ? 0 : 7)}
                version={group.version}
              />
            </DialogButton>
          )
        }
      />
      <p className="mb-1">
        <Badge tone={required ? 'good' : 'neutral'}>{required ? 'Required' : 'Not required'}</Badge>
      </p>
      <p className="text-muted">
        {deadline ? (
          <>
            Members need it {deadline > new Date() ? 'from' : 'since'} <Time at={deadline} show="datetime" />. This
            includes people who join later.
          </>
        ) : (
          "The company's own requirement applies. Consider requiring it for groups with sensitive permissions."
        )}
      </p>
      {without && required && (
        <p className="mt-2">
          <Lacking members={members} without={without} />
        </p>
      )}
    </Card>
  )
}

function Lacking({
  members,
  without: { count, names },
}: {
  members: number
  without: { count: number; names: string[] }
}) {
  if (!members) return 'This group has no active members yet.'
  if (!count)
    return members === 1
      ? 'The only active member uses two-factor authentication.'
      : `All ${members} active members use two-factor authentication.`
  const more = count - names.length
  return `${count} of ${members} active members ${count === 1 ? 'has' : 'have'} not set it up yet: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}
