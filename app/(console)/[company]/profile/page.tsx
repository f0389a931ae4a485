import { consolePage } from '@/app/(console)/_frame/console-page'
import { SessionList } from '@/components/access/session-list'
import { PasswordForm } from '@/components/profile/password-form'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { Avatar } from '@/components/ui/avatar'
import { ButtonLink, DownloadLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { TextLink } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import type { SessionActor } from '@/lib/operation/actor'
import { can, FULL_ACCESS } from '@/lib/operation/can'
import { viewProfilePage } from '@/lib/profile/queries'
import {
  changePasswordAction,
  chooseLanguageAction,
  chooseTimeZoneAction,
  updateNotificationsAction,
  endOtherSessionsAction,
  endOwnSessionAction,
  renameProfileAction,
} from './actions'
import { EmailCard } from './email-card'
import { NameForm } from './name-form'
import { NotificationsForm } from './notifications-form'
import { OwnLanguageForm } from './own-language-form'
import { OwnTimeZoneForm } from './own-time-zone-form'
import { PasskeysCard } from './passkeys-card'
import { SecondFactorCard } from './second-factor-card'

export default consolePage(
  viewProfilePage,
  undefined,
  ({
    actor,
    company,
    data: {
      user,
      emailChange,
      emailHeldUntil,
      groups,
      permissions,
      sessions,
      secondFactor,
      passkeys,
      passkeyObstacle,
      trustedDevices,
      notifications,
    },
  }) => {
    const others = sessions.filter(session => !session.current).length
    return (
      <Page title="Profile" description="Your details and how you sign in.">
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <div className="grid gap-5">
            <Card>
              <div className="mb-4 flex items-center gap-3">
                <Avatar name={user.name} large />
                <div className="min-w-0">
                  <h2 className="text-[0.9375rem] font-semibold wrap-anywhere">{user.name}</h2>
                  <p className="text-muted wrap-anywhere">{user.title ?? actor.company.name}</p>
                </div>
              </div>
              <NameForm action={renameProfileAction} name={user.name} version={user.version} />
            </Card>
            <EmailCard email={user.email} change={emailChange} heldUntil={emailHeldUntil} />
            <Card>
              <CardHeader title="Password" description="Changing your password signs you out everywhere else." />
              <PasswordForm
                action={changePasswordAction}
                email={user.email}
                policy={actor.security.password}
                words={[user.name, user.email, actor.company.name, actor.company.slug]}
              />
            </Card>
            <SecondFactorCard
              account={`${user.email} at ${actor.company.name}`}
              secondFactor={secondFactor}
              trustedDevices={trustedDevices}
            />
            <PasskeysCard
              account={`${user.email} at ${actor.company.name}`}
              passkeys={passkeys}
              lastMustStay={secondFactor.deadline !== null && secondFactor.appSince === null}
              obstacle={passkeyObstacle}
            />
          </div>
          <div className="grid gap-5">
            <Card>
              <CardHeader title="About you" />
              <DescriptionList
                items={[
                  { term: 'Title', detail: user.title },
                  { term: 'Joined', detail: <Time at={user.activatedAt ?? user.createdAt} show="date" /> },
                ]}
              />
            </Card>
            <Card>
              <CardHeader
                title="Access"
                actions={
                  <ButtonLink size="sm" href={paths.access(company)}>
                    My access
                  </ButtonLink>
                }
              />
              <DescriptionList
                items={[
                  {
                    term: 'Groups',
                    detail: groups.length ? (
                      <GroupNames company={company} groups={groups} linked={can(actor, 'groups:read')} />
                    ) : (
                      'None yet'
                    ),
                  },
                  {
                    term: 'Permissions',
                    detail: can(actor, FULL_ACCESS) ? 'Full access' : String(permissions.length || 'None yet'),
                  },
                ]}
              />
            </Card>
            <Card>
              <CardHeader title="Time zone" description={timeZoneInWords(actor)} />
              <OwnTimeZoneForm action={chooseTimeZoneAction} timeZone={actor.ownTimeZone} />
            </Card>
            <Card>
              <CardHeader title="Language of emails" description="Pages are in English." />
              <OwnLanguageForm
                action={chooseLanguageAction}
                language={actor.ownLanguage}
                companyLanguage={actor.company.language}
              />
            </Card>
            <Card>
              <CardHeader
                title="Email notifications"
                description="Emails about your password, two-factor authentication and recovery codes are always sent to keep your account safe."
              />
              <NotificationsForm action={updateNotificationsAction} notifications={notifications} />
            </Card>
            <Card>
              <CardHeader title="Your data" description="View or download everything Console stores about you." />
              <div className="flex flex-wrap gap-2">
                <ButtonLink href={paths.ownData(company)}>View your data</ButtonLink>
                <DownloadLink href={paths.ownDataFile(company)}>Download as JSON</DownloadLink>
              </div>
            </Card>
            <Card flush>
              <CardHeader
                flush
                title="Where you are signed in"
                actions={
                  <>
                    {others > 0 && <SignOutElsewhere others={others} />}
                    <ExportMenu small href={format => paths.exportOwnSessions(company, { format })} />
                  </>
                }
              />
              <SessionList
                rows={sessions}
                renderEnd={(sessionId, look) => (
                  <ActionButton action={endOwnSessionAction} input={{ sessionId }} {...look} />
                )}
              />
            </Card>
          </div>
        </div>
      </Page>
    )
  },
)

/** Emails do not know in which browser they will be read. */
function timeZoneInWords({ ownTimeZone, timeZone, company }: SessionActor): string {
  const [shown, companys] = [timeZoneName(timeZone), timeZoneName(company.timeZone)]
  if (ownTimeZone) return `Pages, files and emails use ${shown}, in every browser.`
  if (shown === companys) return `Pages, files and emails use ${shown}.`
  return `Pages and files use ${shown}, as your browser reports. Emails use your company's time zone, ${companys}. Choose one here to use it everywhere.`
}

function GroupNames({
  company,
  groups,
  linked,
}: {
  company: string
  groups: { id: string; name: string }[]
  linked: boolean
}) {
  return (
    <ul>
      {groups.map(({ id, name }) => (
        <li key={id}>{linked ? <TextLink href={paths.group(company, id)}>{name}</TextLink> : name}</li>
      ))}
    </ul>
  )
}

function SignOutElsewhere({ others }: { others: number }) {
  const what = others === 1 ? 'Your other session ends' : `Your ${others} other sessions end`
  return (
    <ConfirmAction
      label="Sign out everywhere else"
      size="sm"
      action={endOtherSessionsAction}
      title="Sign out everywhere else?"
      confirmLabel="Sign out everywhere else"
      successMessage="You are signed out everywhere else."
    >
      <p>{what} immediately. You stay signed in on this device.</p>
    </ConfirmAction>
  )
}
