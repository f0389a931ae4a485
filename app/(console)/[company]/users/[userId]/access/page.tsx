import { consolePage } from '@/app/(console)/_frame/console-page'
import { StatusBadge } from '@/components/access/status-badge'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { lineClass } from '@/components/ui/control'
import { changeMembers } from '@/lib/groups/commands'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { explainAccessPage } from '@/lib/users/access-queries'
import { AccessAnswer } from './access-answer'

const KEYS = 'permission-keys'

export default consolePage(explainAccessPage, 'users', ({ actor, company, data }) => {
  const { user, permission, keys } = data
  return (
    <Page
      title={`Check access of ${user.name}`}
      status={<StatusBadge status={user.status} />}
      description={`See whether ${user.name} has a permission, and why.`}
      breadcrumbs={[
        { label: 'Users', href: paths.users(company) },
        { label: user.name, href: paths.user(company, user.id) },
      ]}
    >
      <Card className="max-w-3xl">
        <form method="get" action={paths.userAccess(company, user.id)} className="flex flex-wrap items-end gap-3">
          <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1.5">
            <label htmlFor="permission" className="font-medium">
              Permission
            </label>
            <input
              id="permission"
              name="permission"
              list={KEYS}
              required
              maxLength={200}
              pattern="\s*(\*|[A-Za-z][A-Za-z0-9\-]*):(\*|[A-Za-z][A-Za-z0-9\-]*)\s*"
              title="A resource and an action, such as users:read"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              defaultValue={permission}
              className={lineClass}
              aria-describedby="permission-hint"
            />
          </div>
          <Button type="submit">Check</Button>
          <p id="permission-hint" className="basis-full text-[0.8125rem] text-muted">
            A resource and an action, such as <Code>users:read</Code>.
            {keys.length > 0 &&
              ' Permissions that are not in the list can be checked too, because wildcards include them.'}
          </p>
          <datalist id={KEYS}>
            {keys.map(key => (
              <option key={key}>{key}</option>
            ))}
          </datalist>
        </form>
      </Card>
      {permission !== undefined && (
        <AccessAnswer
          view={data}
          groupHref={can(actor, 'groups:read') ? id => paths.group(company, id) : undefined}
          addHref={mayRun(actor, changeMembers) ? id => paths.group(company, id, { add: user.name }) : undefined}
        />
      )}
    </Page>
  )
})
