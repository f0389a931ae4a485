import { describe, expect, test } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { viewDashboard } from './queries'

describe('Who lacks a permission is told nothing of its part, and who has it is', () => {
  const parts: Record<string, string[]> = {
    'users:read': ['people', 'enrolment', 'administrators', 'stale', 'waiting'],
    'groups:read': ['groups', 'loneGroups'],
    'permissions:read': ['solelyHeld'],
    'users:invite': ['invitations'],
    'settings:read': ['mail'],
    'audit:read': ['signIns', 'weeks', 'addresses', 'changes'],
  }

  test.each(Object.keys(parts))('%s', async permission => {
    const { company } = await smallCompany()
    const reader = await signedIn(company, await company.user({ can: [permission] }))
    const seen = await reader.does(viewDashboard)
    const shown = new Set(Object.entries(seen).flatMap(([name, value]) => (value === undefined ? [] : [name])))
    for (const [one, names] of Object.entries(parts))
      expect([one, names.filter(name => shown.has(name))]).toEqual([one, one === permission ? names : []])
  })
})

async function smallCompany() {
  const company = await makeCompany()
  const alice = await company.user({ name: 'Alice', groups: [company.administrators] })
  await company.user({})
  await company.invitation({ by: alice })
  return { company, alice }
}

test('Members are told what they can do, how they sign in, and who can help; administrators are not told of themselves', async () => {
  const { company, alice } = await smallCompany()
  const press = await company.group({ name: 'Press', grants: ['press:publish'] })
  const bob = await company.user({ name: 'Bob', groups: [press], password: 'A long password, 2026' })
  await company.secondFactor(bob)
  await company.session(bob)
  const seen = await (await signedIn(company, bob)).does(viewDashboard)
  expect(seen.access).toMatchObject([{ resource: 'press', action: 'publish', groups: [{ name: 'Press' }] }])
  expect(seen.safety).toMatchObject({ passkeys: 0, codesLeft: 10, sessions: 2 })
  expect(seen.safety!.appSince).toBeInstanceOf(Date)
  expect(seen.safety!.passwordSince).toBeInstanceOf(Date)
  expect(seen.helpers).toEqual([{ name: 'Alice', email: alice.email }])
  const own = await (await signedIn(company, alice)).does(viewDashboard)
  expect(own.safety).toBeUndefined()
  expect(own.helpers).toEqual([])
})
