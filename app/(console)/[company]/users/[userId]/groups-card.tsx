import { Card, CardHeader } from '@/components/ui/card'
import { DialogButton } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'
import { ChangeGroupsForm } from './change-groups-form'

type View = OutputOf<typeof viewUserPage>

interface GroupsCardProps {
  user: View['user']
  groups: View['groups']
  /** All groups of the company, each with what stands in the way of giving or taking it. */
  options: View['groupOptions']
  groupHref?: (groupId: string) => string
  mayChange: boolean
}

export function UserGroupsCard({ user, groups, options, groupHref, mayChange }: GroupsCardProps) {
  return (
    <Card>
      <CardHeader
        title="Groups"
        actions={
          mayChange && (
            <DialogButton size="sm" label="Change groups" title={`Groups of ${user.name}`}>
              <ChangeGroupsForm userId={user.id} current={groups.map(group => group.id)} options={options} />
            </DialogButton>
          )
        }
      />
      {groups.length === 0 && <p className="text-muted">In no group, so without any permission.</p>}
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
