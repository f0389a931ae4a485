import { consolePage } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Code } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link'
import { cancelInvitation } from '@/lib/invitations/commands'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { previewDeactivationPage } from '@/lib/users/offboarding-queries'
import { DeactivateForm } from './deactivate-form'

export default consolePage(previewDeactivationPage, 'users', ({ actor, company, data }) => {
  const { user, invitations, hindrance } = data
  const self = user.id === actor.userId
  return (
    <Page
      title={`Deactivate ${user.name}?`}
      breadcrumbs={[
        { label: 'Users', href: paths.users(company) },
        { label: user.name, href: paths.user(company, user.id) },
      ]}
    >
      {self || user.status !== 'active' ? (
        <Alert tone="warn" title={self ? 'You cannot deactivate yourself' : `${user.name} is ${user.status}`}>
          {self ? 'Ask another administrator.' : 'Only active people can be deactivated.'}{' '}
          <TextLink href={paths.user(company, user.id)}>Back to profile</TextLink>
        </Alert>
      ) : hindrance ? (
        <NotAllowedNote title={`You cannot deactivate ${user.name}`} reasons={[hindrance]} />
      ) : (
        <div className="flex max-w-2xl flex-col gap-5">
          <Consequences {...data} />
          <Card>
            <DeactivateForm userId={user.id} invitations={mayRun(actor, cancelInvitation) ? invitations : 0} />
          </Card>
        </div>
      )}
    </Page>
  )
})

type Preview = OutputOf<typeof previewDeactivationPage>

function Consequences({ user, groups, sessions, lastHeld }: Preview) {
  return (
    <Card>
      <CardHeader
        title="What happens"
        description={`${user.name} is signed out everywhere immediately and can no longer sign in.`}
      />
      <DescriptionList
        items={[
          {
            term: 'Sessions',
            detail:
              sessions === 0
                ? 'Not signed in anywhere'
                : `${sessions === 1 ? '1 ends' : `${sessions} end`} immediately`,
          },
          { term: 'Password reset', detail: 'Password reset links stop working' },
          {
            term: 'Groups',
            detail: groups.length
              ? `Kept in case of reactivation: ${groups.map(group => group.name).join(', ')}`
              : 'None',
          },
          {
            term: 'Permissions nobody else has',
            detail: lastHeld.length ? <SoleKeys keys={lastHeld} /> : 'None',
          },
        ]}
      />
    </Card>
  )
}

function SoleKeys({ keys }: { keys: string[] }) {
  return (
    <>
      <span className="flex flex-wrap gap-1">
        {keys.map(key => (
          <Code key={key}>{key}</Code>
        ))}
      </span>
      <span className="mt-1 block text-[0.8125rem] text-muted">
        After this, only administrators with full access can do this.
      </span>
    </>
  )
}
