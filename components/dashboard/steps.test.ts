import { expect, test } from 'vitest'
import { firstSteps, type StepProgress } from './steps'

const nothingDone: StepProgress = {
  administrators: 1,
  administratorsId: 'admins',
  groups: 1,
  required: false,
  mail: false,
  mailIsOn: true,
  invited: false,
  secured: false,
  sawAccess: false,
  sawPeople: false,
}

const titlesFor = (permissions: string[], progress: Partial<StepProgress> = {}) =>
  firstSteps({ ...nothingDone, ...progress }, { permissions }, 'acme').map(
    ({ title, done }) => `${title}${done ? ' ✓' : ''}`,
  )

test('An administrator begins with the company, and each step leads to its place', () => {
  expect(firstSteps(nothingDone, { permissions: ['*:*'] }, 'acme').map(({ title, href }) => [title, href])).toEqual([
    ['Secure your account', '/acme/profile'],
    ['Invite people', '/acme/users/invite'],
    ['Create a group', '/acme/groups/new'],
    ['Have a second administrator', '/acme/groups/admins'],
    ['Require two-factor authentication', '/acme/settings/security'],
    ['Check that email arrives', '/acme/settings/mail'],
  ])
})

test('A member begins with themselves, and sees no step that they may not take', () => {
  expect(titlesFor([])).toEqual(['Secure your account', 'See what you can do'])
  expect(titlesFor(['users:read'])).toEqual(['Secure your account', 'See what you can do', 'Browse your colleagues'])
  expect(titlesFor(['users:invite'], { invited: true })).toEqual([
    'Secure your account',
    'Invite people ✓',
    'See what you can do',
  ])
})

test('Each is done when it is so', () => {
  expect(
    titlesFor(['*:*'], { administrators: 2, groups: 2, required: true, mail: true, invited: true, secured: true }),
  ).toEqual([
    'Secure your account ✓',
    'Invite people ✓',
    'Create a group ✓',
    'Have a second administrator ✓',
    'Require two-factor authentication ✓',
    'Check that email arrives ✓',
  ])
  expect(titlesFor(['*:*'], { mail: true, mailIsOn: false }).at(-1)).toBe('Check that email arrives')
})
