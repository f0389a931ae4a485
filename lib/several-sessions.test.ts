import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { env, required } from '@/lib/kernel/env'
import { readSessionClaims, type Cookie } from '@/lib/platform/cookies/session-claims'
import { sessionCookieName } from '@/lib/platform/cookies/session-cookie-name'
import type { MadeUser } from '@/testing/factories'
import { refusalCode, request } from '@/testing/run-as'
import { idsOf, makeWorld, mapStrings, ownSamples, SAMPLE_PASSWORD, samples, type World } from '@/testing/samples'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { apiCaller, callerOn } from './operation/caller'
import { execute } from './operation/run'
import { operations } from './registry'

/** Every operation, called by a browser that is signed in to three companies as an administrator of each. */

const browser = vi.hoisted(() => ({ sends: [] as { name: string; value: string }[] }))

vi.mock('@/lib/platform/cookies/company-cookie', () => ({ rememberedCompanies: async () => [] }))
vi.mock('./operation/request-facts', () => ({
  requestFacts: async () => ({ ...request(), ip: '192.0.2.1', sessions: await readSessionClaims(browser.sends) }),
}))

interface Member {
  world: World
  user: MadeUser
  sessionId: string
  cookie: Cookie
}

/** An administrator of a company with one of everything, and the cookie of their session. */
async function present(): Promise<Member> {
  const world = await makeWorld()
  const { company } = world
  const user = await company.user({ groups: [company.administrators], password: SAMPLE_PASSWORD })
  const { id: sessionId, token } = await company.session(user)
  return { world, user, sessionId, cookie: await sealed(company.id, { token, companyId: company.id }) }
}

/** As this server seals what it puts into the cookie of a company. */
async function sealed(cookieOf: string, claims: { token: string; companyId: string }): Promise<Cookie> {
  const name = sessionCookieName(env().APP_URL, cookieOf)
  return { name, value: await encode({ token: claims, secret: required('AUTH_SECRET'), salt: name }) }
}

const sampleFor = async (name: string, { world, user, sessionId }: Member): Promise<Record<string, unknown>> =>
  ownSamples[name]?.(world, { id: user.id, sessionId }) ?? samples[name]!(world)

const everythingOf = async (members: Member[]) =>
  Promise.all(members.map(async ({ world }) => [await snapshot(world.company.id), await auditTrail(world.company.id)]))

let others: [Member, Member]
let junk: Cookie[]

beforeAll(async () => {
  others = [await present(), await present()]
  junk = await Promise.all(
    [1, 2, 3].map(() => sealed(randomUUID(), { token: 'x'.repeat(43), companyId: randomUUID() })),
  )
})

/** What a browser may send that holds sessions of three companies, the acting one's among them. */
const waysToSend = (own: Cookie, [second, third]: [Cookie, Cookie]): Record<string, Cookie[]> => ({
  'each in its own': [second, own, third],
  'the acting one last': [second, third, own],
  'one under the name of another': [own, { ...second, name: own.name }, { ...own, name: third.name }, third],
  'the same twice': [own, second, own, second],
  'six, three of which are nobody\u2019s': [...junk, second, own, third],
})

describe.each(operations.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
  let own: Member
  beforeEach(async () => {
    own = await present()
  })

  test('is of the company in the address, and neither reads nor writes another that the browser is signed in to', async () => {
    const before = await everythingOf(others)
    const [second, third] = others
    const ways = waysToSend(own.cookie, [second.cookie, third.cookie])
    const input = await sampleFor(name, own)
    const ids = idsOf(own.world)
    const swap = (member: Member) =>
      mapStrings(input, text => (ids.includes(text) ? idsOf(member.world)[ids.indexOf(text)]! : text))
    const mentions = (swapped: unknown) => JSON.stringify(swapped) !== JSON.stringify(input)
    for (const [at, [way, sends]] of Object.entries(ways).entries()) {
      browser.sends = sends
      const callers = [await callerOn(own.world.company.slug), await apiCaller(own.world.company.slug)] as const
      for (const { session } of callers) expect([way, session?.companyId]).toEqual([way, own.world.company.id])
      const foreign = swap(others[at % 2]!)
      const refused = mentions(foreign) ? await refusalCode(execute(operation, callers[at % 2]!, foreign)) : 'not_found'
      expect([way, refused]).toEqual([way, 'not_found'])
      const nowhere = `c-${randomUUID().slice(0, 12)}`
      expect([way, await refusalCode(execute(operation, await callerOn(nowhere), input))]).toEqual([
        way,
        'other_company',
      ])
    }
    const { actor } = await execute(operation, await callerOn(own.world.company.slug), input)
    expect(actor.company.id).toBe(own.world.company.id)
    expect(await everythingOf(others)).toEqual(before)
  })
})
