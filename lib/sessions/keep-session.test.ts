import { beforeEach, expect, test, vi } from 'vitest'
import { brandingToken } from '@/lib/kernel/branding-token'
import type { RequestFacts } from '@/lib/operation/define'
import { viewProfile } from '@/lib/profile/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { keepSession } from './keep-session'

const browser = vi.hoisted(() => ({
  holds: [] as RequestFacts['sessions'],
  isGiven: [] as unknown[],
  forgets: [] as string[],
  remembers: [] as unknown[],
}))

vi.mock('@/lib/platform/cookies/session-cookie', () => ({
  writeSessionCookie: async (claims: unknown) => void browser.isGiven.push(claims),
  clearSessionCookie: async (companyId: string) => void browser.forgets.push(companyId),
}))
vi.mock('@/lib/platform/cookies/company-cookie', () => ({
  rememberCompany: async (company: unknown) => void browser.remembers.push(company),
}))
vi.mock('@/lib/platform/cookies/device-cookie', () => ({ rememberDevice: async () => {} }))
vi.mock('@/lib/operation/request-facts', () => ({
  requestFacts: async () => ({ ...request(), sessions: browser.holds }),
}))

beforeEach(() => {
  for (const list of [browser.isGiven, browser.forgets, browser.remembers]) list.length = 0
})

/** A company, and somebody signed in to it in the browser. */
async function present() {
  const company = await makeCompany()
  const ada = await company.user()
  return { company, ada, person: await signedIn(company, ada) }
}

const begun = ({ id, slug, name }: MadeCompany) => ({
  token: 'the new one',
  companyId: id,
  pending: false,
  company: { slug, name },
})

test('Signing in to another company leaves the sessions of four others as they are', async () => {
  const others = [await present(), await present(), await present(), await present()]
  browser.holds = others.map(({ person }) => person.caller.session!)
  const fifth = await makeCompany()
  await keepSession(begun(fifth))
  expect(browser.isGiven).toEqual([{ token: 'the new one', companyId: fifth.id }])
  expect(browser.forgets).toEqual([])
  for (const { person } of others) expect(await person.does(viewProfile)).toBeDefined()
})

test('Signing in to a sixth company signs out of the one that was signed in to first, as signing out does', async () => {
  const all = [await present(), await present(), await present(), await present(), await present()]
  browser.holds = all.map(({ person }) => person.caller.session!)
  const sixth = await makeCompany()
  await keepSession(begun(sixth))
  const first = all.pop()!
  expect(browser.forgets).toEqual([first.company.id])
  expect(await refusalCode(first.person.does(viewProfile))).toBe('unauthenticated')
  const trail = await auditTrail(first.company.id)
  expect(trail.map(({ event, actor_id, operation }) => [event, actor_id, operation])).toEqual([
    ['session.ended', first.ada.id, 'sessions.end'],
  ])
  for (const { person } of all) expect(await person.does(viewProfile)).toBeDefined()
  // Over by now, and the browser is given its new session all the same.
  await keepSession(begun(sixth))
  expect(browser.isGiven).toHaveLength(2)
})

test('A session that goes on in its company stays', async () => {
  const { company, person } = await present()
  browser.holds = [person.caller.session!]
  await keepSession(begun(company))
  expect(await person.does(viewProfile)).toBeDefined()
  expect(browser.remembers.at(-1)).toEqual({
    slug: company.slug,
    name: company.name,
    token: brandingToken(company.id),
  })
})
