import { consolePage } from '@/app/(console)/_frame/console-page'
import { DashboardAlertList } from '@/components/dashboard/alert-list'
import { dashboardAlerts } from '@/components/dashboard/alerts'
import { OwnAccess } from '@/components/dashboard/own-access'
import { RecentActivity } from '@/components/dashboard/recent-activity'
import { SignIns } from '@/components/dashboard/sign-ins'
import { Stats } from '@/components/dashboard/stats'
import { DocumentTitle } from '@/components/shell/document-title'
import { Page } from '@/components/shell/page'
import { cx } from '@/components/ui/cx'
import { viewDashboard } from '@/lib/dashboard/queries'
import { can, FULL_ACCESS } from '@/lib/operation/can'

const membershipOf = (company: string, groups: { name: string }[]): string =>
  groups.length ? `You are in ${inWords(groups.map(group => group.name))} at ${company}.` : `Welcome to ${company}.`

const inWords = (names: string[]): string => new Intl.ListFormat('en-GB').format(names)

const firstNameOf = (name: string): string => name.split(/\s+/)[0] ?? name

export default consolePage(viewDashboard, 'dashboard', ({ actor, company, data }) => {
  const { people, groups, enrolment, signIns, activity } = data
  const watches = people !== undefined || groups !== undefined
  return (
    <>
      <DocumentTitle>Dashboard</DocumentTitle>
      <Page
        title={<>Hello, {firstNameOf(actor.name)}</>}
        description={membershipOf(actor.company.name, data.ownGroups)}
      >
        <Stats company={company} people={people} groups={groups} enrolment={enrolment} />
        {(signIns || watches) && (
          <div
            className={cx('grid items-start gap-5', watches && signIns && 'lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)]')}
          >
            {signIns && <SignIns company={company} days={signIns} />}
            {watches && <DashboardAlertList alerts={dashboardAlerts(data, company)} />}
          </div>
        )}
        {activity && <RecentActivity events={activity} reader={{ company, permissions: actor.permissions }} />}
        {!can(actor, FULL_ACCESS) && (
          <OwnAccess company={company} groups={data.ownGroups} permissions={data.access} actor={actor} />
        )}
      </Page>
    </>
  )
})
