import type { ReactNode } from 'react'
import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader, Stat } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { AMONG_COUNTED, formatTotal, isCut } from '@/lib/kernel/totals'
import { can } from '@/lib/operation/can'
import { mayRun } from '@/lib/permissions/may-run'
import { changeSecurity, liftAddressWait } from '@/lib/security/commands'
import { viewSecurityPage } from '@/lib/security/queries'
import { summarizeSettings } from '@/lib/security/summary'
import { SettingsTabs } from '../settings-tabs'
import { AddressesCard, ExemptionsCard, RequiringGroupsCard, WaitingCard } from './affected-cards'
import { NetworksForm } from './networks-form'
import { PasswordPolicyForm } from './password-form'
import { SecondFactorSettingsForm, SessionsForm, SignInMethodsForm } from './section-forms'
import { TrialCard } from './trial-card'

export default consolePage(viewSecurityPage, 'settings', ({ actor, company, data }) => {
  const { version, settings, trial, enrolment, groups, exemptions, waiting, addresses, ownAddress } = data
  const mayChange = mayRun(actor, changeSecurity) && !trial
  const listed = can(actor, 'users:read')
    ? (factor: string) => paths.users(company, { factor, status: 'active' })
    : () => undefined
  return (
    <Page
      title="Security"
      description="How people sign in, and how long they stay signed in."
      breadcrumbs={[{ label: 'Settings', href: paths.settings(company) }]}
    >
      <SettingsTabs company={company} current="security" />
      {trial && <TrialCard trial={trial} />}
      <div className="grid gap-3 sm:grid-cols-3">
        <Stat
          label="Active people with two-factor authentication"
          value={`${formatNumber(enrolment.withFactor)} of ${formatTotal(enrolment.active)}`}
          note={isCut(enrolment.active) ? AMONG_COUNTED : undefined}
          href={listed('none')}
        />
        <Stat
          label="Of people who must use it"
          value={
            enrolment.must ? `${formatNumber(enrolment.mustAndHave)} of ${formatTotal(enrolment.must)}` : 'Not required'
          }
        />
        <Stat
          label="Required but not set up"
          value={isCut(enrolment.active) ? `${formatNumber(enrolment.missing)}+` : formatNumber(enrolment.missing)}
          note="Not counting people with an exception"
          href={listed('missing')}
        />
      </div>
      {mayChange ? (
        <>
          {!can(actor, '*:*') && (
            <Alert tone="info" title="Some changes need full access">
              Only people with full access can change settings that could lock others out, such as allowed networks,
              sign-in methods and two-factor requirements.
            </Alert>
          )}
          <Section
            title="Two-factor authentication"
            description="A passkey or authenticator app, in addition to a password."
          >
            <SecondFactorSettingsForm settings={settings} version={version} />
          </Section>
          <Section
            title="Sign-in methods"
            description="At least one must stay on. Before you turn one off, you see who could no longer sign in."
          >
            <SignInMethodsForm settings={settings} version={version} />
          </Section>
          <Section
            title="Passwords"
            description="Rules for new passwords. Existing passwords stay valid until they are changed or expire."
          >
            <PasswordPolicyForm policy={settings.password} version={version} />
          </Section>
          <Section title="Sessions" description="How long people stay signed in.">
            <SessionsForm settings={settings} version={version} />
          </Section>
          <Section title="Networks" description="Where people can sign in from. You cannot exclude your own address.">
            <NetworksForm networks={settings.networks} version={version} ownAddress={ownAddress} />
          </Section>
        </>
      ) : (
        <Card>
          <CardHeader
            title="Current settings"
            description={trial ? 'You cannot change anything else while these settings are on trial.' : undefined}
          />
          <DescriptionList
            items={Object.entries(summarizeSettings(settings)).map(([part, words]) => ({
              term: part.charAt(0).toUpperCase() + part.slice(1),
              detail: words,
            }))}
          />
        </Card>
      )}
      {waiting && <WaitingCard company={company} waiting={waiting} />}
      <AddressesCard addresses={addresses} mayLift={mayRun(actor, liftAddressWait)} />
      <RequiringGroupsCard company={company} groups={groups} linked={can(actor, 'groups:read')} />
      {exemptions && <ExemptionsCard company={company} exemptions={exemptions} timeZone={actor.company.timeZone} />}
    </Page>
  )
})

function Section({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <div className="max-w-xl">{children}</div>
    </Card>
  )
}
