import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { trash } from '@/components/ui/icons'
import { paths } from '@/lib/kernel/paths'
import { totalPeople } from '@/lib/kernel/totals'
import { deletePermissionAction } from '../actions'

interface DeletePermissionProps {
  company: string
  id: string
  permissionKey: string
  /** Names of the groups that grant it by its own name. */
  groups: string[]
  /** How many have it through nothing else. */
  losers: number
}

/** More than this would push the buttons off a phone. */
const NAMED = 10

/** Says who loses what before it happens. */
export function DeletePermission({ company, id, permissionKey, groups, losers }: DeletePermissionProps) {
  const consequence = consequenceOf(groups.length, losers)
  return (
    <Card>
      <CardHeader title="Delete this permission" description={consequence} />
      <ConfirmAction
        label="Delete permission"
        variant="danger"
        icon={trash}
        action={deletePermissionAction}
        input={{ permissionId: id }}
        title={`Delete ${permissionKey}?`}
        confirmLabel="Delete permission"
        confirmText={groups.length > 0 ? permissionKey : undefined}
        successMessage={`The permission ${permissionKey} was deleted.`}
        redirectTo={paths.permissions(company)}
      >
        <p>{consequence}</p>
        {groups.length > 0 && (
          <ul className="list-disc ps-5 text-ink">
            {groups.slice(0, NAMED).map(name => (
              <li key={name} className="wrap-anywhere">
                {name}
              </li>
            ))}
            {groups.length > NAMED && <li>and {groups.length - NAMED} more</li>}
          </ul>
        )}
        <p>
          Systems that check this permission will refuse everybody except people with a wildcard such as *:*. This
          cannot be undone.
        </p>
      </ConfirmAction>
    </Card>
  )
}

function consequenceOf(groups: number, losers: number): string {
  if (!groups) return 'No group grants it directly, so nobody loses access.'
  const from = groups === 1 ? '1 group grants it' : `${groups} groups grant it`
  if (!losers)
    return `${from}, but everybody who has it through ${groups === 1 ? 'this group' : 'these groups'} keeps it through another, so nobody loses it.`
  return `${from}: ${totalPeople(losers)} ${losers === 1 ? 'loses' : 'lose'} it immediately.`
}
