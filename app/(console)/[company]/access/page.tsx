import { consolePage } from '@/app/(console)/_frame/console-page'
import { PermissionList } from '@/components/access/permission-list'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { usersRound } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { can, FULL_ACCESS } from '@/lib/operation/can'
import { permissionKey } from '@/lib/permissions/key'
import { viewAccessPage } from '@/lib/profile/queries'

export default consolePage(viewAccessPage, 'access', ({ actor, company, data: { groups, permissions, helpers } }) => {
  const groupHref = can(actor, 'groups:read') ? (groupId: string) => paths.group(company, groupId) : undefined
  const others = helpers.filter(name => name !== actor.name)
  return (
    <Page
      title="My access"
      description={`Your groups at ${actor.company.name} decide what you can do. You have the permissions of all of them.`}
    >
      <Card flush>
        <CardHeader flush title="My groups" />
        {groups.length === 0 && (
          <EmptyState icon={usersRound} title="You are not in a group yet">
            You cannot do anything here yet. <WhomToAsk names={others} />
          </EmptyState>
        )}
        {groups.length > 0 && (
          <ul className="divide-y divide-line">
            {groups.map(({ id, name }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2.5 sm:px-5">
                <span className="min-w-0 font-medium wrap-anywhere">
                  {groupHref ? <TextLink href={groupHref(id)}>{name}</TextLink> : name}
                </span>
                <span className="text-muted">
                  {granted(permissions.filter(permission => permission.groups.some(group => group.id === id)))}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {groups.length > 0 && (
        <Card>
          <CardHeader title="What I can do" description="Each permission and the groups that grant it." />
          <Wildcards permissions={actor.permissions} />
          {permissions.length ? (
            <PermissionList permissions={permissions} groupHref={groupHref} />
          ) : (
            <p className="text-muted">
              Nothing yet. Your groups do not grant any permissions. <WhomToAsk names={others} />
            </p>
          )}
        </Card>
      )}
      {permissions.length > 0 && !can(actor, FULL_ACCESS) && (
        <p className="text-muted">
          Need more access? <WhomToAsk names={others} />
        </p>
      )}
    </Page>
  )
})

const granted = (permissions: { resource: string; action: string }[]): string => {
  if (permissions.some(permission => permissionKey(permission) === FULL_ACCESS)) return 'Full access'
  const count = permissions.length
  return count === 0 ? 'Grants nothing yet' : count === 1 ? '1 permission' : `${count} permissions`
}

/** What a star means, for those who hold one. */
function Wildcards({ permissions }: { permissions: readonly string[] }) {
  const all = permissions.includes(FULL_ACCESS)
  const some = permissions.find(key => key.endsWith(':*') && key !== FULL_ACCESS)
  if (!all && !some) return null
  return (
    <div className="mb-4">
      <Alert title={all ? 'You have full access' : undefined}>
        {all ? (
          <p>
            <Code>{FULL_ACCESS}</Code> includes every permission, now and in the future.
          </p>
        ) : (
          <p>
            A star means every action: <Code>{some!}</Code> includes everything on {some!.split(':')[0]}, now and in the
            future.
          </p>
        )}
      </Alert>
    </div>
  )
}

function WhomToAsk({ names }: { names: string[] }) {
  if (!names.length) return <>Ask your Console operator.</>
  return (
    <>
      Ask{' '}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && (index === names.length - 1 ? ' or ' : ', ')}
          <b className="font-semibold text-ink wrap-anywhere">{name}</b>
        </span>
      ))}
      .
    </>
  )
}
