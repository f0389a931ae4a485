import { describe, expect, test } from 'vitest'
import { searchKeys, searchSections, type SearchFound, type SearchReader } from './entries'
import { phraseIn } from './person-acts'

const everything = ['*:*']
const ada: SearchReader = { company: 'acme', userId: 'ada', held: everything }
const nothing: SearchFound = { users: [], groups: [], permissions: [] }
const person = (id: string, name: string, status: 'invited' | 'active' | 'inactive' = 'active') => ({
  id,
  name,
  email: `${id}@acme.example`,
  title: null,
  status,
})

const labelsOf = (sections: ReturnType<typeof searchSections>) =>
  Object.fromEntries(sections.map(({ heading, entries }) => [heading, entries.map(({ label }) => label)]))

describe('What can be chosen', () => {
  test('is all that one may open, before anything is typed', () => {
    const { Pages, Actions } = labelsOf(searchSections({ typed: '' }, ada))
    expect(Pages).toEqual(expect.arrayContaining(['Dashboard', 'Users', 'Audit log', 'Settings: Security']))
    expect(Actions).toEqual(expect.arrayContaining(['Invite people', 'Create a group', 'Sign out', 'Theme: Dark']))
  })

  test('is no page and no action that one may not open', () => {
    const { Pages, Actions } = labelsOf(searchSections({ typed: '' }, { ...ada, held: [] }))
    expect(Pages).toEqual(['Dashboard', 'My access', 'Profile'])
    expect(Actions).not.toContain('Invite people')
    expect(Actions).toContain('Sign out')
  })

  test('is found by the beginnings of words, in any order and spelling, and by what it is about', () => {
    const found = (typed: string) => labelsOf(searchSections({ typed }, ada))
    expect(found('SECU sett')).toEqual({ Pages: ['Settings: Security'] })
    expect(found('smtp')).toEqual({ Pages: ['Settings: Email'] })
    expect(found('invite')).toEqual({ Actions: ['Invite people'] })
    expect(found('--')).toEqual({})
  })

  test('begins with what was opened last, which is not offered a second time, and not to who may not see it any more', () => {
    const recent = [{ kind: 'user', id: 'bob', label: 'Bob' } as const]
    const found = { ...nothing, users: [person('bob', 'Bob'), person('bobby', 'Bobby')] }
    const sections = searchSections({ typed: 'bo', found, recent }, ada)
    expect(labelsOf(sections)).toEqual({ Recent: ['Bob'], Users: ['Bobby'] })
    expect(sections[0]?.entries[0]?.href).toBe('/acme/users/bob')
    expect(labelsOf(searchSections({ typed: '', recent }, { ...ada, held: [] }))).not.toHaveProperty('Recent')
  })

  test('is what is called just so before those whose title has the word', () => {
    const found = {
      users: [person('eve', 'Eve')],
      groups: ['Design', 'Design Systems', 'design'].map(name => ({ id: name, name, description: '' })),
      permissions: [{ id: 'p', resource: 'design', action: 'edit', description: '' }],
    }
    const order = (typed: string) => searchSections({ typed, found }, ada).map(({ heading }) => heading)
    expect(order('desig')).toEqual(['Users', 'Groups', 'Permissions'])
    expect(order('DESIGN ')).toEqual(['Groups', 'Users', 'Permissions'])
    expect(order('design:edit')).toEqual(['Permissions', 'Users', 'Groups'])
    expect(labelsOf(searchSections({ typed: 'design systems', found }, ada)).Groups?.[0]).toBe('Design Systems')
  })

  test('leads on to all people, where there may be more than are shown', () => {
    const users = Array.from({ length: 6 }, (_, n) => person(`bo-${n}`, `Bo ${n}`))
    const { entries = [] } = searchSections({ typed: 'bo', found: { ...nothing, users } }, ada)[0] ?? {}
    expect(entries.at(-1)).toMatchObject({ label: 'All users that match “bo”', href: '/acme/users?q=bo' })
  })
})

test('Of what somebody holds, which may be a lot, only what matters here is sent to the browser', () => {
  const permissions = ['staging:deploy', 'users:*', 'audit:read', 'settings:manage-mail', '*:read']
  expect(searchKeys({ permissions })).toEqual(['users:*', 'audit:read', '*:read'])
  expect(searchKeys({ permissions: ['*:*'] })).toEqual(['*:*'])
})

describe('An act that is typed with a name', () => {
  test('leads to the page of that act, and where it cannot be done says why and leads to the person', () => {
    const users = [person('bob', 'Bob'), person('ada', 'Ada'), person('ivy', 'Ivy', 'inactive')]
    const sections = searchSections({ typed: 'deactivate b', found: nothing, foundForAct: { ...nothing, users } }, ada)
    expect(sections).toMatchObject([
      {
        heading: 'Deactivate',
        entries: [
          { label: 'Deactivate Bob', detail: 'bob@acme.example', href: '/acme/users/bob/deactivate' },
          { label: 'Deactivate Ada', detail: 'You cannot do this to yourself', href: '/acme/users/ada' },
          { label: 'Deactivate Ivy', detail: 'Not possible: Ivy is inactive', href: '/acme/users/ivy' },
        ],
      },
    ])
  })

  test.each([
    ['deactivate bob', 'Deactivate', 'bob'],
    ['  DEAC   bob smith ', 'Deactivate', 'bob smith'],
    ['enable bob', 'Reactivate', 'bob'],
    ['rename bob', 'Edit', 'bob'],
    ['email bob', 'Change the email address', 'bob'],
    ['add bob', 'Change groups', 'bob'],
    ['dea bob', 'Deactivate', 'bob'],
    ['reset password bob', 'Send a password reset link', 'bob'],
    ['Reset password of Bob Smith', 'Send a password reset link', 'Bob Smith'],
    ['reset 2FA for bob', 'Reset two-factor authentication', 'bob'],
    ['reset two-factor authentication bob', 'Reset two-factor authentication', 'bob'],
    ['sign out bob', 'Sign out everywhere', 'bob'],
    ['check access bob', 'Check access', 'bob'],
    ['change email bob', 'Change the email address', 'bob'],
  ])('is understood: %j', (typed, heading, whom) => {
    expect(phraseIn(typed, everything)).toMatchObject({ act: { heading }, person: whom })
  })

  test('is about a group, where one is named', () => {
    expect(phraseIn('add bob to sales', everything)).toMatchObject({ person: 'bob', group: 'sales' })
    const groups = [{ id: 'sales', name: 'Sales', description: '' }]
    const searched = { typed: 'add bob to sales', found: nothing, foundForAct: { ...nothing, groups } }
    expect(searchSections(searched, ada)[0]?.entries[0]).toMatchObject({
      label: 'Add “bob” to Sales',
      href: '/acme/groups/sales?add=bob',
    })
  })

  test.each(['deactivate', 'de bob', 'bob deactivate', 'addison bob', 'reset bob', 'reset password', 'who can', ''])(
    'is none in %j',
    typed => {
      expect(phraseIn(typed, everything)).toBeUndefined()
    },
  )

  test.each([
    ['who can deploy', 'deploy'],
    ['Who has staging:deploy', 'staging:deploy'],
    ['who may deploy to the staging', 'deploy staging'],
  ])('is a question for those who have a permission: %j', (typed, permission) => {
    expect(phraseIn(typed, everything)).toEqual({ permission })
    expect(phraseIn(typed, ['users:read'])).toBeUndefined()
    const permissions = [{ id: 'p', resource: 'staging', action: 'deploy', description: '' }]
    expect(searchSections({ typed, found: nothing, foundForAct: { ...nothing, permissions } }, ada)).toMatchObject([
      {
        heading: 'People with a permission',
        entries: [{ label: 'Who has staging:deploy', href: '/acme/permissions/p' }],
      },
    ])
  })

  test('is none for who may not do it', () => {
    expect(phraseIn('deactivate bob', ['users:read'])).toBeUndefined()
    expect(phraseIn('deactivate bob', ['users:read', 'users:deactivate'])).toBeDefined()
  })
})
