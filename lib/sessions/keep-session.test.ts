import { expect, test, vi } from 'vitest'
import { brandingToken } from '@/lib/kernel/branding-token'
import type { RequestFacts } from '@/lib/operation/define'
import { viewProfile } from '@/lib/profile/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { keepSession } from './keep-session'

const browser = vi.hoisted(() => ({
  holds: undefined as RequestFacts['presentSession'],
  isGiven: [] as unknown[],
  remembers: [] as unknown[],
}))

vi.mock('@/lib/platform/cookies/session-cookie', () => ({
  writeSessionCookie: async (claims: unknown) => void browser.isGiven.push(claims),
}))
vi.mock('@/lib/platform/cookies/company-cookie', () => ({
  rememberCompany: async (company: unknown) => void browser.remembers.push(company),
}))
vi.mock('@/lib/platform/cookies/device-cookie', () => ({ rememberDevice: async () => {} }))
vi.mock('@/lib/operation/request-facts', () => ({
  requestFacts: async () => ({ ...request(), presentSession: browser.holds }),
}))

/** A company, and somebody signed in to it in the browser. */
async function present() {
  const company = await makeCompany()
  const ada = await company.user()
  const person = await signedIn(company, ada)
  browser.holds = person.caller.session
  return { company, ada, person }
}

const begun = ({ id, slug, name }: MadeCompany) => ({
  token: 'the new one',
  companyId: id,
  pending: false,
  company: { slug, name },
})

test('Signing in to another company ends the session that the browser held, as signing out does', async () => {
  const { company, ada, person } = await present()
  const other = await makeCompany()
  await keepSession(begun(other))
  expect(browser.isGiven.at(-1)).toEqual({ token: 'the new one', companyId: other.id })
  expect(await refusalCode(person.does(viewProfile))).toBe('unauthenticated')
  const trail = await auditTrail(company.id)
  expect(trail.map(({ event, actor_id, operation }) => [event, actor_id, operation])).toEqual([
    ['session.ended', ada.id, 'sessions.end'],
  ])
  // Over by now, and the browser is given its new session all the same.
  await keepSession(begun(other))
  expect(browser.isGiven).toHaveLength(2)
})

test('A session that goes on in its company stays', async () => {
  const { company, person } = await present()
  await keepSession(begun(company))
  expect(await person.does(viewProfile)).toBeDefined()
  expect(browser.remembers.at(-1)).toEqual({
    slug: company.slug,
    name: company.name,
    token: brandingToken(company.id),
  })
})
