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
          label="Active people with a second factor"
          value={`${formatNumber(enrolment.withFactor)} of ${formatTotal(enrolment.active)}`}
          note={isCut(enrolment.active) ? AMONG_COUNTED : undefined}
          href={listed('none')}
        />
        <Stat
          label="Of those who must have one"
          value={
            enrolment.must ? `${formatNumber(enrolment.mustAndHave)} of ${formatTotal(enrolment.must)}` : 'Not required'
          }
        />
        <Stat
          label="Must have one and have none"
          value={isCut(enrolment.active) ? `${formatNumber(enrolment.missing)}+` : formatNumber(enrolment.missing)}
          note="Without those who have an exception"
          href={listed('missing')}
        />
      </div>
      {mayChange ? (
        <>
          {!can(actor, '*:*') && (
            <Alert tone="info" title="Some changes need full access">
              What could lock people out, such as networks, fewer ways to sign in or a stricter second factor, can only
              be changed by somebody with full access.
            </Alert>
          )}
          <Section title="Second factor" description="Something people have, beside what they know.">
            <SecondFactorSettingsForm settings={settings} version={version} />
          </Section>
          <Section
            title="Ways to sign in"
            description="At least one must stay. Before one is taken away, you see who would have none left."
          >
            <SignInMethodsForm settings={settings} version={version} />
          </Section>
          <Section
            title="Passwords"
            description="Rules for new passwords. Passwords that people have stay good until they are changed or expire."
          >
            <PasswordPolicyForm policy={settings.password} version={version} />
          </Section>
          <Section title="Sessions" description="How long a sign-in is good for.">
            <SessionsForm settings={settings} version={version} />
          </Section>
          <Section title="Networks" description="Where people must come from. You cannot leave out your own address.">
            <NetworksForm networks={settings.networks} version={version} ownAddress={ownAddress} />
          </Section>
        </>
      ) : (
        <Card>
          <CardHeader
            title="What holds now"
            description={trial ? 'Nothing else can be changed while this is on trial.' : undefined}
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
      {exemptions && <ExemptionsCard company={company} exemptions={exemptions} />}
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
