import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { AllowedList } from '@/components/permissions/allowed'
import { Page } from '@/components/shell/page'
import { Badge, Code } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { scrollText } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { formatDay } from '@/lib/kernel/format-date'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { totalPeople } from '@/lib/kernel/totals'
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
import { HoldersCard } from './holders-card'

export default consolePage(viewPermissionPage, 'permissions', ({ actor, company, data, query }) => {
  const { permission, groups, people, losers, lastUsed, hindrances } = data
  const granting = groups.filter(group => group.keys.includes(permissionKey(permission)))
  const key = permissionKey(permission)
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
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader title="What it is for" />
          <DescriptionList
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
        <Card flush>
          <CardHeader flush title="Granted by" description={holders(groups.length, people)} />
          <ul className="divide-y divide-line">
            {groups.map(group => (
              <li
                key={group.id}
                className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2.5 wrap-anywhere sm:px-5"
              >
                {can(actor, 'groups:read') ? (
                  <TextLink href={paths.group(company, group.id)}>{group.name}</TextLink>
                ) : (
                  group.name
                )}
                {!granting.includes(group) && (
                  <span className="text-[0.8125rem] text-muted">
                    through <Code>{group.keys[0]}</Code>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      </div>
      {data.holders && <HoldersCard company={company} limit={query.limit} view={data} />}
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

const holders = (groups: number, people: number): string => {
  if (!groups) return 'No group grants it, so nobody has it.'
  const who = people === 0 ? 'Nobody has' : `${totalPeople(people)} ${people === 1 ? 'has' : 'have'}`
  return `${who} it through ${groups === 1 ? 'this group' : 'these groups'}.`
}

/** Wildcards have none: what is used is always one permission. */
/** Uses are counted by days of UTC, for whoever looks. */
const LastUsed = ({ day }: { day: string | null }) =>
  day ? (
    <time dateTime={day}>
      {formatDay(day)}
      {readerTimeZone() !== 'UTC' && ' (UTC)'}
    </time>
  ) : (
    'Not since Console started tracking'
  )
