import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { ButtonLink, DownloadLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PrintButton } from '@/components/ui/print-button'
import { Time } from '@/components/ui/time'
import { eventLabel } from '@/lib/audit/labels'
import { deviceName } from '@/lib/kernel/device-name'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import { viewOwnData } from '@/lib/profile/export'
import { OwnList } from './own-list'

type OwnData = OutputOf<typeof viewOwnData>

export default consolePage(viewOwnData, undefined, ({ company, data, query: { cursor } }) => (
  <Page
    title="Your data"
    description={
      <>
        The data Console stores about you at {data.company.name}, as of <Time at={data.exportedAt} show="datetime" />.
        Passwords, keys and codes are not included, and neither are the identities of other people.
      </>
    }
    breadcrumbs={[{ label: 'Profile', href: paths.profile(company) }]}
    actions={
      <>
        <DownloadLink href={paths.ownDataFile(company, { cursor })}>Download as JSON</DownloadLink>
        <PrintButton />
      </>
    }
  >
    <Account data={data} />
    <OwnList
      title="Groups"
      none="You have never been in a group."
      items={data.memberships.map(({ groupId, group, from, until }) => ({
        key: `${groupId} ${from.toISOString()}`,
        title: group ?? 'A deleted group',
        detail: <Period from={from} until={until} />,
      }))}
    />
    <OwnList
      title="Permissions"
      none="You have none."
      items={data.permissions.map(permission => ({
        key: permission.id,
        title: <Code>{permissionKey(permission)}</Code>,
        detail: `Through ${permission.groups.map(({ name }) => name).join(', ')}`,
      }))}
    />
    <OwnList
      title="Sessions"
      none="None."
      items={data.sessions.map(({ id, userAgent, ip, createdAt }) => ({
        key: id,
        title: deviceName(userAgent),
        detail: (
          <>
            {ip ?? 'Unknown address'} · since <Time at={createdAt} show="datetime" />
          </>
        ),
      }))}
    />
    <OwnList
      title="Devices"
      none="None."
      items={data.devices.map(({ id, userAgent, ip, createdAt, lastSeenAt, trustedUntil }) => ({
        key: id,
        title: deviceName(userAgent),
        detail: (
          <>
            {ip ?? 'Unknown address'} · first used <Time at={createdAt} show="date" />, last{' '}
            <Time at={lastSeenAt} show="datetime" />
            {trustedUntil && (
              <>
                , trusted until <Time at={trustedUntil} show="date" />
              </>
            )}
          </>
        ),
      }))}
    />
    <OwnList
      title="Passkeys"
      none="None."
      items={data.passkeys.map(({ id, name, createdAt }) => ({
        key: id,
        title: name,
        detail: (
          <>
            Added <Time at={createdAt} show="date" />
          </>
        ),
      }))}
    />
    <OwnList
      title="Events"
      description="What you did and what others did that concerns you, newest first."
      none="None."
      items={data.events.map(event => ({
        key: event.id,
        title: eventLabel(event.event),
        detail: <Event {...event} />,
      }))}
      more={
        data.next && (
          <ButtonLink size="sm" href={paths.ownData(company, { cursor: data.next })}>
            Older events
          </ButtonLink>
        )
      }
    />
  </Page>
))

function Account({ data: { user, secondFactor, notifications } }: { data: OwnData }) {
  const yes = (wanted: boolean) => (wanted ? 'Yes' : 'No')
  return (
    <Card>
      <CardHeader title="Account" />
      <DescriptionList
        items={[
          { term: 'Name', detail: user.name },
          { term: 'Email', detail: user.email },
          { term: 'Title', detail: user.title },
          { term: 'Created', detail: <Time at={user.createdAt} show="datetime" /> },
          { term: 'Last sign-in', detail: user.lastSignInAt && <Time at={user.lastSignInAt} show="datetime" /> },
          {
            term: 'Authenticator app',
            detail: secondFactor.appSince ? <Time at={secondFactor.appSince} show="date" /> : 'None',
          },
          { term: 'Recovery codes', detail: `${secondFactor.codesLeft} left` },
          { term: 'Email about new devices', detail: yes(notifications.newDevice) },
          { term: 'Email about changes to access', detail: yes(notifications.groupChanges) },
        ]}
      />
    </Card>
  )
}

const Period = ({ from, until }: { from: Date; until: Date | null }) => (
  <>
    Since <Time at={from} show="datetime" />
    {until && (
      <>
        , until <Time at={until} show="datetime" />
      </>
    )}
  </>
)

const actors: Record<OwnData['events'][number]['by'], string> = {
  you: 'By you',
  'somebody else': 'By somebody else',
  anonymous: 'Before signing in',
  operator: 'By your Console operator',
  console: 'By Console itself',
}

const Event = ({ at, by, ip, userAgent, outcome }: OwnData['events'][number]) => (
  <>
    <Time at={at} show="datetime" /> · {actors[by]}
    {outcome === 'refused' && ', refused'}
    {ip && ` · ${ip}`}
    {userAgent && `, ${deviceName(userAgent)}`}
  </>
)
