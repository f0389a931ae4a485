import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { AllowedList } from '@/components/permissions/allowed'
import { Page } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { DescriptionList } from '@/components/ui/description-list'
import { scrollText } from '@/components/ui/icons'
import { formatDay } from '@/lib/kernel/format-date'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { can } from '@/lib/operation/can'
import { resourceLabel } from '@/lib/permissions/catalogue'
import { deletePermission, updatePermission } from '@/lib/permissions/commands'
import { permissionKey } from '@/lib/permissions/key'
import { mayRun } from '@/lib/permissions/may-run'
import { viewPermissionPage } from '@/lib/permissions/queries'
import { allowedBy } from '@/lib/registry'
import { updatePermissionAction } from '../actions'
import { DeletePermission } from './delete-permission'
import { EditPermissionForm } from './edit-permission-form'
import { GrantingGroupsCard } from './granting-groups-card'
import { HoldersCard } from './holders-card'

export default consolePage(viewPermissionPage, 'permissions', ({ actor, company, data, query }) => {
  const { permission, groups, losers, lastUsed, hindrances } = data
  const key = permissionKey(permission)
  const granting = groups.filter(group => group.keys.includes(key))
  const { id, resource, action, description } = permission
  return (
    <Page
      title={key}
      status={permission.builtIn ? <Badge>Built in</Badge> : <Badge tone="info">Your company&apos;s own</Badge>}
      breadcrumbs={[{ label: 'Permissions', href: paths.permissions(company) }]}
      actions={
        can(actor, 'audit:read') && (
          <ButtonLink icon={scrollText} href={paths.auditLog(company, { target: id })}>
            History
          </ButtonLink>
        )
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-3">
        {data.holders && (
          <div className="min-w-0 lg:col-span-2">
            <HoldersCard company={company} view={data} query={query} />
          </div>
        )}
        <div className={cx('grid min-w-0 items-start gap-5', !data.holders && 'lg:col-span-3 lg:grid-cols-2')}>
          <GrantingGroupsCard company={company} view={data} mayReadGroups={can(actor, 'groups:read')} />
          <Card>
            <CardHeader title="What it is for" />
            <DescriptionList
              stacked={Boolean(data.holders)}
              items={[
                { term: 'Description', detail: description || undefined },
                { term: 'Resource', detail: resourceLabel(resource) },
                { term: 'Action', detail: action === '*' ? 'Every action, including future ones' : action },
                ...(permission.builtIn && action !== '*'
                  ? [{ term: 'Last used', detail: <LastUsed day={lastUsed} /> }]
                  : []),
              ]}
            />
            {permission.builtIn && (
              <>
                <h3 className="mt-4 font-semibold">What it allows in Console</h3>
                <div data-details>
                  <AllowedList sentences={allowedBy(key)} />
                </div>
              </>
            )}
          </Card>
        </div>
      </div>
      {!permission.builtIn && mayRun(actor, updatePermission) && (
        <Card>
          <CardHeader
            title="Edit"
            description={
              !hindrances.rename &&
              granting.length > 0 &&
              `Changing the resource or action immediately changes what ${granting.length === 1 ? `${granting[0]!.name} grants` : `${granting.length} groups grant`}.`
            }
          />
          <div className="flex max-w-2xl flex-col gap-4">
            <NotAllowedNote title="You can change only the description" reasons={[hindrances.rename]} />
            <EditPermissionForm
              action={updatePermissionAction}
              permission={{ id, resource, action, description }}
              version={permission.version}
              keyStays={hindrances.rename !== undefined}
            />
          </div>
        </Card>
      )}
      {!permission.builtIn && mayRun(actor, deletePermission) && (
        <>
          <NotAllowedNote title={`You cannot delete ${key}`} reasons={[hindrances.delete]} />
          {!hindrances.delete && (
            <DeletePermission
              company={company}
              id={id}
              permissionKey={key}
              groups={granting.map(group => group.name)}
              losers={losers}
            />
          )}
        </>
      )}
    </Page>
  )
})

/** Wildcards have none: what is used is always one permission. Uses are counted by days of UTC, for whoever looks. */
const LastUsed = ({ day }: { day: string | null }) =>
  day ? (
    <time dateTime={day}>
      {formatDay(day)}
      {readerTimeZone() !== 'UTC' && ' (UTC)'}
    </time>
  ) : (
    'Not since Console started tracking'
  )
