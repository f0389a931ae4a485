import { Card, CardHeader } from '@/components/ui/card'
import { DialogButton } from '@/components/ui/dialog'
import { usersRound } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { createGroup } from '@/lib/groups/commands'
import type { PermissionHolder } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import type { viewUserPage } from '@/lib/users/queries'
import { ChangeGroupsForm } from './change-groups-form'

type View = OutputOf<typeof viewUserPage>

interface GroupsCardProps {
  groups: View['groups']
  groupHref?: (groupId: string) => string
}

export function UserGroupsCard({ groups, groupHref }: GroupsCardProps) {
  return (
    <Card>
      <CardHeader title="Groups" />
      {groups.length === 0 && <p className="text-muted">Not in any group, so no permissions.</p>}
      <ul className="flex flex-col gap-1.5">
        {groups.map(({ id, name }) => (
          <li key={id} className="wrap-anywhere">
            {groupHref ? (
              <Link href={groupHref(id)} className="rounded-sm font-medium underline-offset-3 hover:underline">
                {name}
              </Link>
            ) : (
              name
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Opens the choice of a person's groups. */
export function ChangeGroups({ actor, view }: { actor: PermissionHolder; view: View }) {
  const { user, groups, groupOptions, groupTotal } = view
  return (
    <DialogButton icon={usersRound} label="Change groups" title={`Groups of ${user.name}`}>
      <ChangeGroupsForm
        userId={user.id}
        current={groups.map(group => group.id)}
        options={groupOptions}
        total={groupTotal}
        mayCreate={mayRun(actor, createGroup)}
      />
    </DialogButton>
  )
}
