import { PermissionList } from '@/components/access/permission-list'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { keyRound } from '@/components/ui/icons'
import { paths } from '@/lib/kernel/paths'
import { can, type PermissionHolder } from '@/lib/operation/can'

interface OwnAccessProps {
  company: string
  groups: { id: string; name: string }[]
  permissions: {
    id: string
    resource: string
    action: string
    description: string
    groups: { id: string; name: string }[]
  }[]
  actor: PermissionHolder
}

/** What somebody may do, and thanks to which group. */
export function OwnAccess({ company, groups, permissions, actor }: OwnAccessProps) {
  if (!permissions.length) {
    return (
      <Card flush>
        <EmptyState
          icon={keyRound}
          title={groups.length ? 'Your groups grant nothing yet' : 'You are not in a group yet'}
          action={<ButtonLink href={paths.access(company)}>See who can help</ButtonLink>}
        >
          Your permissions come from groups. They appear here as soon as a group grants you any.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card>
      <CardHeader
        title="What you can do"
        actions={
          <ButtonLink size="sm" href={paths.access(company)}>
            My access
          </ButtonLink>
        }
      />
      <PermissionList
        permissions={permissions}
        groupHref={can(actor, 'groups:read') ? groupId => paths.group(company, groupId) : undefined}
      />
    </Card>
  )
}
