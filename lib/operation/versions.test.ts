import { resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { meanwhileOf, type FieldMeanwhile } from '@/lib/kernel/errors'
import { operations } from '@/lib/registry'
import { refusal, request, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { updates, worldOfUpdate } from '@/testing/updates'
import type { AnyOperation, RequestFacts } from './define'
import { jsonSchemaOf } from './json-schema'
import { execute } from './run'

/**
 * Of two who change the same thing, the second is told: whatever the thing, by whatever way. Updates are found by themselves, so
 * that a new one has to say here what a second try at it would be.
 */

const browser = vi.hoisted(() => ({ sessions: [] as RequestFacts['sessions'] }))
vi.mock('./request-facts', () => ({ requestFacts: async () => ({ ...request(), sessions: browser.sessions }) }))
vi.mock('./own-origin', () => ({ requireOwnOrigin: async () => undefined }))

type Input = Record<string, unknown>
type World = Awaited<ReturnType<typeof worldOfUpdate>>

/** Updates that nobody's change is lost by, whoever comes second. */
const unversioned: Record<string, string> = {
  'groups.changeMembers': 'Each membership is added or removed by itself.',
  'profile.changePassword': 'It asks for the present password.',
}

const versioned = updates.filter(({ name }) => !(name in unversioned))

/** After the sample, what somebody would change who has not seen it; and what they are told of each field. */
const secondTries: Record<string, (world: World) => { input: Input; fields: FieldMeanwhile[] }> = {
  'company.changeAccentColor': () => ({
    input: { accentColor: '#112233' },
    fields: [{ field: 'accentColor', yours: '#112233', theirs: '#2f80ed' }],
  }),
  'company.changeInvitationDays': () => ({ input: { days: 3 }, fields: [{ field: 'days', yours: 3, theirs: 14 }] }),
  'company.changeLanguage': () => ({
    input: { language: 'pt-BR' },
    fields: [{ field: 'language', yours: 'pt-BR', theirs: 'es' }],
  }),
  'company.changeTimeZone': () => ({
    input: { timeZone: 'America/Sao_Paulo' },
    fields: [{ field: 'timeZone', yours: 'America/Sao_Paulo', theirs: 'Europe/Madrid' }],
  }),
  'company.changeSlug': ({ sample, world }) => ({
    input: { slug: `${world.company.slug}-y` },
    fields: [{ field: 'slug', yours: `${world.company.slug}-y`, theirs: sample.slug }],
  }),
  'company.rename': () => ({
    input: { name: 'Acme' },
    fields: [{ field: 'name', yours: 'Acme', theirs: 'Another name' }],
  }),
  'groups.changePermissions': ({ sample, world }) => ({
    input: { ...sample, grant: [world.ledger], revoke: [] },
    fields: [{ field: 'permissions', yours: [world.ledger, world.usersRead].toSorted(), theirs: [world.usersRead] }],
  }),
  'groups.changeSecondFactor': ({ sample }) => ({
    input: { ...sample, required: true, graceDays: 20 },
    fields: [{ field: 'graceDays', yours: 20, theirs: 7 }],
  }),
  'groups.update': ({ sample: { groupId } }) => ({
    input: { groupId, name: 'Money', description: 'Counts.' },
    fields: [{ field: 'name', yours: 'Money', theirs: 'Treasury' }],
  }),
  'passkeys.rename': ({ sample }) => ({
    input: { ...sample, name: 'Red key' },
    fields: [{ field: 'name', yours: 'Red key', theirs: 'Blue key' }],
  }),
  'permissions.update': ({ sample }) => ({
    input: { ...sample, action: 'post' },
    fields: [{ field: 'action', yours: 'post', theirs: 'write' }],
  }),
  'profile.rename': () => ({
    input: { name: 'Ada' },
    fields: [{ field: 'name', yours: 'Ada', theirs: 'Another Name' }],
  }),
  'security.change': () => ({
    input: { sessions: { idleMinutes: 60, absoluteHours: 8 }, trial: false },
    fields: [{ field: 'sessions.idleMinutes', yours: 60, theirs: 30 }],
  }),
  'users.update': ({ sample }) => ({
    input: { ...sample, title: 'Engineer' },
    fields: [{ field: 'title', yours: 'Engineer', theirs: '' }],
  }),
}

const named = versioned.map(operation => [operation.name, operation] as const)

test('Every update compares versions, or says why nothing can be lost', () => {
  expect(versioned.filter(operation => !operation.versioned).map(({ name }) => name)).toEqual([])
  expect(
    versioned
      .filter(({ input }) => !('version' in ((jsonSchemaOf(input, 'input').properties ?? {}) as Input)))
      .map(({ name }) => name),
  ).toEqual([])
  expect(Object.keys(secondTries).toSorted()).toEqual(versioned.map(({ name }) => name).toSorted())
  expect(Object.keys(unversioned).filter(name => !updates.some(update => update.name === name))).toEqual([])
})

const versionIn = (operation: AnyOperation, data: unknown): number => operation.versioned!(data)

describe.each(named)('%s', (name, operation) => {
  test('refuses who has not seen the last change, with who made it and both values, and changes nothing', async () => {
    const world = await worldOfUpdate(name)
    const { does, sample, user } = world
    const first = versionIn(operation, (await does(operation, sample)).data)
    const { input, fields } = secondTries[name]!(world)
    const grace = own(name) ? world : await another(world)
    const before = await snapshot(world.world.company.id)
    const error = await refusal(grace.does(operation, { ...input, version: first - 1 }))
    expect([error.code, error.status]).toEqual(['changed_meanwhile', 412])
    const { at, ...told } = meanwhileOf(error)!
    // Who renamed themselves goes by the new name.
    const by = name === 'profile.rename' ? sample.name : user.name
    expect(told).toEqual({ version: first, by, own: own(name), fields })
    expect(Date.parse(at!)).toBeGreaterThan(Date.now() - 60_000)
    expect(await snapshot(world.world.company.id)).toEqual(before)
    expect((await auditTrail(world.world.company.id)).at(-1)).toMatchObject({
      event: 'operation.refused',
      operation: name,
      data: { code: 'changed_meanwhile' },
    })
  })

  test('lets who has seen it go on, from version to version', async () => {
    const world = await worldOfUpdate(name)
    const { does, sample } = world
    const first = versionIn(operation, (await does(operation, sample)).data)
    const { input } = secondTries[name]!(world)
    const second = versionIn(operation, (await does(operation, { ...input, version: first })).data)
    expect(second).toBe(first + 1)
    expect((await refusal(does(operation, { ...input, version: first }))).code).toBe('changed_meanwhile')
  })

  test('of two at the same moment lets one through', async () => {
    const world = await worldOfUpdate(name)
    const { does, sample } = world
    const first = versionIn(operation, (await does(operation, sample)).data)
    const { input } = secondTries[name]!(world)
    const tries = await Promise.allSettled([1, 2].map(() => does(operation, { ...input, version: first })))
    const [refused, ...others] = tries.flatMap(one => (one.status === 'rejected' ? [one.reason as unknown] : []))
    expect([refused, others]).toEqual([expect.objectContaining({ code: 'changed_meanwhile' }), []])
  })
})

/** What belongs to one person is changed by nobody else: they meet themselves, in another browser. */
const own = (name: string): boolean => /^(profile|passkeys)\./.test(name)

async function another({ world }: World) {
  const user = await world.company.user({ groups: [world.company.administrators] })
  const { caller } = await signedIn(world.company, user)
  return {
    does: (operation: AnyOperation, input: Input) => execute(operation, { ...caller, slug: undefined }, input),
  }
}

const open = versioned.filter(({ http }) => http).map(operation => [operation.name, operation] as const)

/** Where a program reads what an update changes: at the same address, or at the one above it. */
const readAt = (path: string): AnyOperation | undefined =>
  [path, path.replace(/\/[^/]*$/, '')]
    .map(address => operations.find(({ http }) => http?.method === 'GET' && http.path === address))
    .find(operation => operation?.versioned)

/** Calls an operation at its address, as the session of this world. */
async function over({ caller, sample }: World, operation: AnyOperation, { ifMatch, body }: Call = {}) {
  browser.sessions = caller.session ? [caller.session] : []
  const { method, path } = operation.http!
  const file = path.replaceAll(/:(\w+)/g, '[$1]')
  const routes = (await import(resolve(`app/api/v1${file}/route.ts`))) as Record<string, Handler>
  const names = [...path.matchAll(/:(\w+)/g)].map(([, field]) => field!)
  const params = Object.fromEntries(names.map(field => [field, String(sample[field])]))
  const fields = Object.entries(body ?? {}).filter(([field]) => !names.includes(field))
  const sent = new Request('http://localhost:3000/', {
    method,
    headers: ifMatch === undefined ? {} : { 'If-Match': ifMatch },
    ...(method !== 'GET' && { body: JSON.stringify(Object.fromEntries(fields)) }),
  })
  const response = await routes[method]!(sent, { params: Promise.resolve(params) })
  const { error } = (await response.json()) as { error?: { code: string; details?: unknown } }
  return { status: response.status, tag: response.headers.get('ETag'), error }
}

interface Call {
  ifMatch?: string
  body?: Input
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

describe.each(open)('Over HTTP %s', (name, operation) => {
  test('changes what was seen, answers the new ETag, and refuses with 412 what was not seen', async () => {
    const world = await worldOfUpdate(name)
    const read = readAt(operation.http!.path)!
    const seen = await over(world, read)
    expect([seen.status, seen.tag]).toEqual([200, expect.stringMatching(/^"\d+"$/)])
    const changed = await over(world, operation, { ifMatch: seen.tag!, body: world.sample })
    expect([changed.status, changed.error]).toEqual([200, undefined])
    expect(changed.tag).not.toBe(seen.tag)
    expect((await over(world, read)).tag).toBe(changed.tag)
    const before = await snapshot(world.world.company.id)
    const { input, fields } = secondTries[name]!(world)
    const stale = await over(world, operation, { ifMatch: seen.tag!, body: input })
    expect([stale.status, stale.error?.code, stale.tag]).toEqual([412, 'changed_meanwhile', null])
    expect(stale.error?.details).toMatchObject({ version: Number(changed.tag!.slice(1, -1)), fields })
    expect(await snapshot(world.world.company.id)).toEqual(before)
    const fresh = await over(world, operation, { ifMatch: changed.tag!, body: input })
    expect([fresh.status, fresh.error]).toEqual([200, undefined])
  })

  test('refuses an If-Match that it cannot read, and takes * and none as no condition', async () => {
    const world = await worldOfUpdate(name)
    const before = await snapshot(world.world.company.id)
    for (const ifMatch of ['1', '"', '"x"', 'W/"1"', '"0"', '"1", "2"', '"99999999999"']) {
      const { status, error } = await over(world, operation, { ifMatch, body: world.sample })
      expect([ifMatch, status, error?.code]).toEqual([ifMatch, 400, 'bad_request'])
    }
    expect(await snapshot(world.world.company.id)).toEqual(before)
    for (const ifMatch of ['*', undefined])
      expect((await over(world, operation, { ifMatch, body: world.sample })).status).toBe(200)
  })
})

test('What has no version is not done under a condition, and is done without', async () => {
  const world = await worldOfUpdate('groups.update')
  const remove = operations.find(({ name }) => name === 'groups.delete')!
  const before = await snapshot(world.world.company.id)
  const { status, error } = await over(world, remove, { ifMatch: '"1"' })
  expect([status, error?.code]).toEqual([400, 'bad_request'])
  expect(await snapshot(world.world.company.id)).toEqual(before)
  expect((await over(world, remove)).status).toBe(200)
})
