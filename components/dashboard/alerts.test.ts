import { expect, test } from 'vitest'
import { dashboardAlerts } from './alerts'

const group = (name: string, members: number, fullAccess = false, active = members) => ({
  id: name.toLowerCase(),
  name,
  members,
  active,
  fullAccess,
})
const nobody = { active: 5, neverSignedIn: 0, withoutGroup: 0 }

test('a company in order has nothing to warn of', () => {
  const alerts = dashboardAlerts({ people: nobody, notable: [group('Administrators', 2, true)] }, 'acme')
  expect(alerts).toEqual([
    {
      tone: 'info',
      title: '2 people with full access',
      note: 'Whoever is in Administrators can do everything.',
      href: '/acme/groups/administrators',
    },
  ])
  expect(dashboardAlerts({ notable: [] }, 'acme')).toEqual([])
})

test('people who never came, and people who can do nothing, are each a list to look at', () => {
  const alerts = dashboardAlerts({ people: { active: 5, neverSignedIn: 1, withoutGroup: 3 }, notable: [] }, 'acme')
  expect(alerts.map(({ title, href }) => [title, href])).toEqual([
    ['1 person has never signed in', '/acme/users?signedIn=never&status=active'],
    ['3 people have no group', '/acme/users?group=none&status=active'],
  ])
})

test('many refused sign-ins of today lead to those events, and a few do not', () => {
  const of = (bad: number) =>
    dashboardAlerts(
      {
        notable: [],
        signIns: [
          { from: '2026-05-30', down: 99 },
          { from: '2026-05-31', down: bad },
        ],
      },
      'acme',
    )
  expect(of(10)).toMatchObject([
    {
      tone: 'warn',
      title: '10 sign-ins were refused today',
      href: '/acme/audit-log?event=session.refused&from=2026-05-31&to=2026-05-31',
    },
  ])
  expect(of(9)).toEqual([])
})

test('people who must have a second factor and have none are a list to look at', () => {
  expect(dashboardAlerts({ enrolment: { active: 5, missing: 2 }, notable: [] }, 'acme')).toMatchObject([
    {
      tone: 'warn',
      title: '2 people have not set up two-factor authentication',
      href: '/acme/users?factor=missing&status=active',
    },
  ])
  expect(dashboardAlerts({ enrolment: { active: 5, missing: 0 }, notable: [] }, 'acme')).toEqual([])
})

test('accounts that are held back after failures lead to those failures', () => {
  const titles = (waiting: number) =>
    dashboardAlerts({ waiting, notable: [] }, 'acme').map(({ title, href }) => [title, href])
  expect(titles(1)).toEqual([['Sign-in is blocked for 1 person', '/acme/audit-log?event=session.refused']])
  expect(dashboardAlerts({ waiting: 1, opensSecurity: true, notable: [] }, 'acme')[0]?.href).toBe(
    '/acme/settings/security',
  )
  expect(titles(3)[0]![0]).toBe('Sign-in is blocked for 3 people')
  expect(titles(0)).toEqual([])
})

test('a single administrator is a warning and comes before an empty group', () => {
  const alerts = dashboardAlerts(
    { people: nobody, notable: [group('Viewers', 0), group('Administrators', 1, true)] },
    'acme',
  )
  expect(alerts.map(({ tone, title }) => [tone, title])).toEqual([
    ['warn', '1 person with full access'],
    ['info', 'Nobody is in Viewers'],
  ])
})

test('an administrator who is no longer active, or not yet, stands in for nobody', () => {
  expect(dashboardAlerts({ people: nobody, notable: [group('Administrators', 2, true, 1)] }, 'acme')).toMatchObject([
    {
      tone: 'warn',
      title: '1 person with full access',
      note: 'Only one person, in Administrators. Nobody else can take over.',
    },
  ])
})

test('Of more people than are counted, it says that there are at least so many', () => {
  const [alert] = dashboardAlerts(
    { people: { active: 10_001, neverSignedIn: 1234, withoutGroup: 0 }, notable: [] },
    'acme-corp',
  )
  expect(alert?.title).toBe('1,234+ people have never signed in')
})

test('Who has not signed in for long is a list, and told once where nobody of them ever did', () => {
  const titles = (stale: number, neverSignedIn: number) =>
    dashboardAlerts({ people: { ...nobody, neverSignedIn }, stale, notable: [] }, 'acme').map(({ title, href }) => [
      title,
      href,
    ])
  expect(titles(3, 1)).toEqual([
    ['3 people have not signed in for 90 days', '/acme/users?signedIn=not-90-days&status=active'],
    ['1 person has never signed in', '/acme/users?signedIn=never&status=active'],
  ])
  expect(titles(1, 1)).toEqual([['1 person has never signed in', '/acme/users?signedIn=never&status=active']])
  expect(titles(1, 0)[0]![0]).toBe('1 person has not signed in for 90 days')
  expect(titles(0, 0)).toEqual([])
})

test('Trouble with mail and with invitations leads to what is in trouble', () => {
  const facts = {
    notable: [],
    mail: { failed: 1, delayed: 2, isOn: false },
    invitations: { expired: 10_001, expiring: 1 },
  }
  expect(dashboardAlerts(facts, 'acme').map(({ title, href }) => [title, href])).toEqual([
    ['Email is off', '/acme/settings/mail'],
    ['1 email could not be delivered', '/acme/settings/mail?state=failed'],
    ['2 emails are delayed', '/acme/settings/mail?state=delayed'],
    ['10,000+ invitations have expired', '/acme/invitations?status=expired'],
    ['1 invitation expires within 3 days', '/acme/invitations?status=expiring'],
  ])
  const calm = { notable: [], mail: { failed: 0, delayed: 0, isOn: true }, invitations: { expired: 0, expiring: 0 } }
  expect(dashboardAlerts(calm, 'acme')).toEqual([])
})

test('What hangs on one person leads to it', () => {
  expect(
    dashboardAlerts({ notable: [], solelyHeld: 2, loneGroups: 1 }, 'acme').map(({ title, href }) => [title, href]),
  ).toEqual([
    ['2 permissions are each held by only one person', '/acme/permissions?holders=one'],
    ['1 group has a single member', '/acme/groups?members=one'],
  ])
})
