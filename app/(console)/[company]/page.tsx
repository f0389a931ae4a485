import { consolePage } from '@/app/(console)/_frame/console-page'
import { AccessChanges } from '@/components/dashboard/access-changes'
import { DashboardAlertList } from '@/components/dashboard/alert-list'
import { dashboardAlerts } from '@/components/dashboard/alerts'
import { FirstSteps, ShowFirstSteps } from '@/components/dashboard/first-steps'
import { OwnAccess } from '@/components/dashboard/own-access'
import { PeopleCard } from '@/components/dashboard/people-card'
import { SecondFactorRings } from '@/components/dashboard/second-factor-rings'
import { SignInSafety } from '@/components/dashboard/sign-in-safety'
import { SignIns } from '@/components/dashboard/sign-ins'
import { firstSteps } from '@/components/dashboard/steps'
import { WhoCanHelp } from '@/components/dashboard/who-can-help'
import { DocumentTitle } from '@/components/shell/document-title'
import { Page } from '@/components/shell/page'
import { viewDashboard } from '@/lib/dashboard/queries'
import { can, FULL_ACCESS } from '@/lib/operation/can'
import { mailIsOn } from '@/lib/platform/mail/transport'
import { showFirstStepsAction } from './actions'

const membershipOf = (company: string, groups: { name: string }[]): string =>
  groups.length ? `You are in ${inWords(groups.map(group => group.name))} at ${company}.` : `Welcome to ${company}.`

const inWords = (names: string[]): string => new Intl.ListFormat('en-GB').format(names)

const firstNameOf = (name: string): string => name.split(/\s+/)[0] ?? name

export default consolePage(viewDashboard, 'dashboard', ({ actor, company, data }) => {
  const { people, groups, enrolment, administrators, weeks, signIns, addresses, changes, mail } = data
  const progress = {
    ...data.firstSteps,
    groups,
    administrators: administrators?.active,
    administratorsId: data.notable.find(group => group.fullAccess)?.id,
    mailIsOn: mailIsOn(),
  }
  const everything = can(actor, FULL_ACCESS)
  const steps = firstSteps(progress, actor, company)
  const toDo = steps.some(step => !step.done)
  const facts = { ...data, mail: mail && { ...mail, isOn: mailIsOn() } }
  const watches = people !== undefined || groups !== undefined || data.invitations !== undefined || mail !== undefined
  return (
    <>
      <DocumentTitle>Dashboard</DocumentTitle>
      <Page
        title={<>Hello, {firstNameOf(actor.name)}</>}
        description={membershipOf(actor.company.name, data.ownGroups)}
        wide
      >
        {toDo && !data.firstSteps.hidden && <FirstSteps steps={steps} action={showFirstStepsAction} />}
        <div className="cards">
          <div>
            {watches && <DashboardAlertList alerts={dashboardAlerts(facts, company)} />}
            <SecondFactorRings company={company} everybody={enrolment} administrators={administrators} />
            {changes && <AccessChanges company={company} changes={changes} />}
          </div>
          <div>
            <PeopleCard company={company} people={people} groups={groups} weeks={weeks} />
            {signIns && <SignIns company={company} days={signIns} addresses={addresses} />}
          </div>
        </div>
        {!everything && (
          <>
            <OwnAccess company={company} groups={data.ownGroups} permissions={data.access} actor={actor} />
            <div className="cards">
              {data.safety && <SignInSafety company={company} safety={data.safety} />}
              <WhoCanHelp people={data.helpers} />
            </div>
          </>
        )}
        {toDo && data.firstSteps.hidden && <ShowFirstSteps action={showFirstStepsAction} />}
      </Page>
    </>
  )
})
