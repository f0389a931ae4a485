import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Page } from '@/components/shell/page'
import { TextLink } from '@/components/ui/link'
import { editGroupPermissions } from '@/lib/groups/queries'
import { paths } from '@/lib/kernel/paths'
import { totalPeople } from '@/lib/kernel/totals'
import { can } from '@/lib/operation/can'
import { permissionKey } from '@/lib/permissions/key'
import { Matrix, type MatrixPermission } from './matrix'
import { PermissionsForm } from './permissions-form'

export default consolePage(
  editGroupPermissions,
  'groups',
  ({ actor, company, data: { group, permissions, hindrances } }) => {
    const cells: MatrixPermission[] = permissions.map(permission => ({
      ...permission,
      // What the group has already may be taken away by whoever may take from it at all.
      locked: permission.granted
        ? hindrances.take !== undefined
        : hindrances.give !== undefined || !can(actor, permissionKey(permission)),
    }))
    return (
      <Page
        title={`Permissions of ${group.name}`}
        description={
          <>
            What members of {group.name} can do. Changes apply to {totalPeople(group.members)} immediately.
            {can(actor, 'permissions:read') && (
              <>
                {' '}
                <TextLink href={paths.permissions(company)}>What each permission means</TextLink>
              </>
            )}
          </>
        }
        breadcrumbs={[
          { label: 'Groups', href: paths.groups(company) },
          { label: group.name, href: paths.group(company, group.id) },
        ]}
      >
        <NotAllowedNote
          title={
            hindrances.take
              ? `You cannot change what ${group.name} grants`
              : `You can revoke permissions of ${group.name}, but not grant any`
          }
          reasons={[hindrances.take ?? hindrances.give]}
        />
        {!hindrances.take && (
          <PermissionsForm
            groupId={group.id}
            version={group.version}
            permissions={cells.map(cell => ({ id: cell.id, key: permissionKey(cell), open: !cell.locked }))}
            members={{ text: totalPeople(group.members), one: group.members === 1 }}
            granted={cells.filter(cell => cell.granted).map(cell => cell.id)}
          >
            <Matrix permissions={cells} companyName={actor.company.name} />
          </PermissionsForm>
        )}
      </Page>
    )
  },
)
