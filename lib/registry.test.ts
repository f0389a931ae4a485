import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { listenToStatements } from '@/db/client'
import { flushPermissionUse } from '@/lib/operation/permission-use'
import { refusal, refusalCode, request, signedIn, type SignedInUser } from '@/testing/run-as'
import { idsOf, makeWorld, mapStrings, ownSamples, SAMPLE_PASSWORD, samples, type World } from '@/testing/samples'
import { auditTrail, snapshot } from '@/testing/snapshot'
import type { AnyOperation } from './operation/define'
import { execute } from './operation/run'
import { operations, publicOperations } from './registry'

/** Fresh for each use, because a command changes its world. */
async function worldWithAdministrator(): Promise<{ world: World; administrator: SignedInUser }> {
  const world = await makeWorld()
  const user = await world.company.user({ groups: [world.company.administrators], password: SAMPLE_PASSWORD })
  return { world, administrator: await signedIn(world.company, user) }
}

/** Those who act on an id of their own only need a world where that id is theirs. */
const sampleFor = async (
  operation: AnyOperation,
  world: World,
  actor: SignedInUser,
): Promise<Record<string, unknown>> => {
  const own = ownSamples[operation.name]
  if (!own) return samples[operation.name]!(world)
  const { userId, sessionId } = (
    await execute(
      operations.find(one => one.name === 'profile.view')!,
      actor.caller,
      {},
    )
  ).actor
  return own(world, { id: userId, sessionId })
}

/** An input with a field such as `userId` somewhere in it. */
const takesIds = ({ input }: AnyOperation): boolean =>
  /"\w*Id":/.test(JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })))

describe('The registry', () => {
  test('names every operation once', () => {
    const names = [...operations, ...publicOperations].map(operation => operation.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(25)
  })

  test('has a sample input for every operation, and no sample without one', () => {
    const named = operations.map(operation => operation.name)
    expect(Object.keys({ ...samples, ...ownSamples }).sort()).toEqual(named.sort())
  })

  test('holds every operation that any file makes', () => {
    const files = import.meta.glob<string>(['../{app,components,db,lib,scripts}/**/*.{ts,tsx}', '!../**/*.test.ts'], {
      eager: true,
      query: '?raw',
      import: 'default',
    })
    const made = Object.values(files).flatMap(text =>
      [...text.matchAll(/\b(?:command|query|publicCommand)\(\{\s*name: '([^']+)'/g)].map(match => match[1]!),
    )
    const known = [...operations, ...publicOperations].map(operation => operation.name)
    expect(made.toSorted()).toEqual(known.toSorted())
  })
})

describe.each(operations.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
  test('demands a permission or says why not, and explains itself', () => {
    expect(operation.permission ?? operation.because).toMatch(
      operation.permission ? /^[a-z]+:[a-z]+(-[a-z]+)*$/ : /^\w.{10,}\.$/,
    )
    expect(operation.explain).toMatch(/^[A-Z].{5,}\.$/)
  })

  test('refuses who is not signed in', async () => {
    expect(await refusalCode(execute(operation, { session: undefined, request: request() }, {}))).toBe(
      'unauthenticated',
    )
    const forged = { token: 'x'.repeat(43), companyId: randomUUID() }
    expect(await refusalCode(execute(operation, { session: forged, request: request() }, {}))).toBe('unauthenticated')
  })

  test('works for somebody with the permission, answers what it declares and nothing else, and leaves an audit event', async () => {
    const { world, administrator } = await worldWithAdministrator()
    const before = (await auditTrail(world.company.id)).length
    const input = await sampleFor(operation, world, administrator)
    const { data } = await execute({ ...operation, output: z.unknown() }, administrator.caller, input)
    expect(operation.output.parse(data)).toEqual(data)
    const trail = (await auditTrail(world.company.id)).slice(before)
    expect(trail.some(event => event.operation === name)).toBe(operation.unrecorded === undefined)
    expect(trail.every(event => event.outcome === 'succeeded')).toBe(true)
  })

  test('is recorded, unless it is a query that says why not', () => {
    expect(operation.unrecorded === undefined || operation.kind === 'query').toBe(true)
    expect(operation.unrecorded ?? 'It is recorded as it is.').toMatch(/^\w.{15,}\.$/)
  })

  test('refuses a page of another company, and one that was drawn for somebody else, and writes nothing at all', async () => {
    const { world, administrator } = await worldWithAdministrator()
    const other = await makeWorld()
    const input = await sampleFor(operation, world, administrator)
    const before = [
      await snapshot(world.company.id),
      await auditTrail(world.company.id),
      await snapshot(other.company.id),
      await auditTrail(other.company.id),
    ]
    for (const [page, code] of [
      [{ slug: other.company.slug }, 'other_company'],
      [{ reader: world.administrator.id }, 'other_user'],
      [{ reader: '' }, 'other_user'],
    ] as const)
      expect(await refusalCode(execute(operation, { ...administrator.caller, ...page }, input))).toBe(code)
    const after = [
      await snapshot(world.company.id),
      await auditTrail(world.company.id),
      await snapshot(other.company.id),
      await auditTrail(other.company.id),
    ]
    expect(after).toEqual(before)
  })
})

const guarded = operations.filter(operation => operation.permission)

describe.each(guarded.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
  test('refuses a stranger to the permission, changes nothing, and records the refusal', async () => {
    const world = await makeWorld()
    const nobody = await signedIn(world.company, world.outsider)
    const input = await samples[name]!(world)
    const before = await snapshot(world.company.id)
    const error = await refusal(nobody.does(operation, input))
    expect([error.code, error.status]).toEqual(['forbidden', 403])
    expect(await snapshot(world.company.id)).toEqual(before)
    expect((await auditTrail(world.company.id)).at(-1)).toMatchObject({
      event: 'operation.refused',
      outcome: 'refused',
      operation: name,
      data: { permission: operation.permission },
    })
  })

  test('refuses a stranger before it looks at the input', async () => {
    const world = await makeWorld()
    const nobody = await signedIn(world.company, world.outsider)
    expect(await refusalCode(nobody.does(operation, { nonsense: true }))).toBe('forbidden')
  })
})

describe("Another company's ids", () => {
  let victim: World
  beforeAll(async () => {
    victim = await makeWorld()
  })

  const withIds = operations.filter(takesIds)

  test('are tried on every operation that takes an id', () => {
    expect(withIds.map(operation => operation.name)).toEqual(
      expect.arrayContaining(['users.view', 'groups.changeMembers', 'users.endSession']),
    )
  })

  test.each(withIds.map(operation => [operation.name, operation] as const))(
    'are not found by %s, exactly like ids that never existed; nothing changes and the attempt is recorded',
    async (name, operation) => {
      const { world, administrator } = await worldWithAdministrator()
      const input = await sampleFor(operation, world, administrator)
      const own = idsOf(world)
      const mentioned = new Set<string>()
      mapStrings(input, text => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text) && mentioned.add(text), text))
      expect(mentioned.size).toBeGreaterThan(0)
      const before = [
        await snapshot(world.company.id),
        await snapshot(victim.company.id),
        await auditTrail(victim.company.id),
      ]
      for (const id of mentioned) {
        const at = own.indexOf(id)
        const foreignId = at === -1 ? victim.session.id : idsOf(victim)[at]!
        const answers = []
        for (const replacement of [foreignId, randomUUID(), 'not-an-id']) {
          const error = await refusal(
            administrator.does(
              operation,
              mapStrings(input, text => (text === id ? replacement : text)),
            ),
          )
          answers.push({ code: error.code, status: error.status, message: error.message, fields: error.fields })
        }
        expect(answers[0]).toMatchObject({ code: 'not_found', status: 404 })
        expect(answers[1]).toEqual(answers[0])
        expect(answers[2]).toEqual(answers[0])
      }
      expect([
        await snapshot(world.company.id),
        await snapshot(victim.company.id),
        await auditTrail(victim.company.id),
      ]).toEqual(before)
      expect((await auditTrail(world.company.id)).at(-1)).toMatchObject({
        event: 'operation.refused',
        operation: name,
        data: { code: 'not_found' },
      })
    },
  )
})

describe('A page', () => {
  const queries = operations.filter(operation => operation.kind === 'query')

  test.each(queries.map(operation => [operation.name, operation] as const))(
    '%s runs at most three statements beside begin, scope and commit, once it has been used on a day',
    async (_, operation) => {
      const { world, administrator } = await worldWithAdministrator()
      const input = await samples[operation.name]!(world)
      await administrator.does(operation, input)
      await flushPermissionUse()
      const statements: string[] = []
      const stopListening = listenToStatements(statement => statements.push(statement))
      await administrator.does(operation, input)
      stopListening()
      const counted = statements.filter(text => !/^\s*(begin|commit|set local (app\.|plan_cache_mode))/i.test(text))
      expect(counted.length).toBeLessThanOrEqual(3)
      expect(counted.length).toBeGreaterThan(operation.unrecorded ? 0 : 1)
    },
  )
})
