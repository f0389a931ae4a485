import { beforeEach, describe, expect, test, vi } from 'vitest'
import { brandingToken } from '@/lib/kernel/branding-token'
import { signOut } from '@/lib/sessions/commands'
import { listUsers } from '@/lib/users/queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { apiCaller, callerOn } from './caller'
import type { RequestFacts } from './define'
import { execute } from './run'

/** A browser with sessions of several companies: each page and call is of the company it names, and of no other. */

const browser = vi.hoisted(() => ({
  holds: [] as RequestFacts['sessions'],
  remembers: [] as { slug: string; name: string; token?: string }[],
}))

vi.mock('@/lib/platform/cookies/company-cookie', () => ({ rememberedCompanies: async () => browser.remembers }))
vi.mock('./request-facts', () => ({ requestFacts: async () => ({ ...request(), sessions: browser.holds }) }))

beforeEach(() => void (browser.remembers = []))

/** An administrator of a company of their own, signed in. */
async function present() {
  const company = await makeCompany()
  const person = await signedIn(company, await company.user({ groups: [company.administrators] }))
  return { company, person, session: person.caller.session! }
}

const remembered = ({ slug, name, id }: MadeCompany) => ({ slug, name, token: brandingToken(id) })

describe.each(['remembers its companies', 'has forgotten them'])('A browser with three sessions, which %s', memory => {
  async function three() {
    const all = [await present(), await present(), await present()]
    browser.holds = all.map(({ session }) => session)
    if (memory === 'remembers its companies') browser.remembers = all.map(({ company }) => remembered(company))
    return all
  }

  test('lists the people of each company on its pages, and of no other', async () => {
    for (const { company, person } of await three()) {
      const { data, actor } = await execute(listUsers, await callerOn(company.slug), {})
      expect(actor.company.slug).toBe(company.slug)
      expect(data.users.map(({ id }) => id)).toEqual([(await person.does(listUsers)).users[0]!.id])
    }
  })

  test('is refused at a company that it has no session of, and at nobody\u2019s, in the same way', async () => {
    const all = await three()
    const victim = await present()
    const before = await snapshot(victim.company.id)
    const attempts = [victim.company.slug, 'no-such-company', 'Not a slug'].map(async slug => {
      const caller = await callerOn(slug)
      expect(all.map(({ session }) => session)).toContainEqual(caller.session)
      return refusalCode(execute(listUsers, caller, {}))
    })
    expect(await Promise.all(attempts)).toEqual(['other_company', 'other_company', 'other_company'])
    expect(await snapshot(victim.company.id)).toEqual(before)
  })

  test('is known by a session that is still good where the others are over', async () => {
    const [first, second, last] = await three()
    await first!.person.does(signOut)
    await second!.person.does(signOut)
    expect((await callerOn('no-such-company')).session).toEqual(last!.session)
    // At its own address, who is signed out is asked to sign in, and is not somebody of another company.
    expect(await refusalCode(execute(listUsers, await callerOn(first!.company.slug), {}))).toBe('unauthenticated')
  })

  test('has to name a company where it calls the API', async () => {
    const [first, second] = await three()
    expect(await refusalCode(apiCaller(null))).toBe('company_required')
    for (const { company, session } of [first!, second!])
      expect((await apiCaller(company.slug)).session).toEqual(session)
    const elsewhere = await present()
    expect(await refusalCode(execute(listUsers, await apiCaller(elsewhere.company.slug), {}))).toBe('other_company')
  })
})

test('What a browser says that it remembers does not open another company', async () => {
  const [acme, globex, victim] = [await present(), await present(), await present()]
  browser.holds = [acme.session, globex.session]
  browser.remembers = [{ ...remembered(acme.company), slug: victim.company.slug }, remembered(globex.company)]
  expect(await refusalCode(execute(listUsers, await callerOn(victim.company.slug), {}))).toBe('other_company')
})

test('A browser with one session need not say more', async () => {
  const { company, session } = await present()
  browser.holds = [session]
  expect((await apiCaller(null)).session).toEqual(session)
  expect((await apiCaller(company.slug)).session).toEqual(session)
  browser.holds = []
  expect((await apiCaller(null)).session).toBeUndefined()
  expect((await callerOn(company.slug)).session).toBeUndefined()
})
