import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { AnyOperation } from '@/lib/operation/define'
import { securityPartLabels } from '@/lib/security/summary'
import { auditTrail } from '@/testing/snapshot'
import { updates, worldOfUpdate } from '@/testing/updates'
import { changesOf } from './changes'
import { describeEvent } from './describe'

/**
 * Every operation that writes fields anew says in its event which of them changed. It is found by its name, its fields by its
 * input: whoever adds a field gets it asked for here, and nobody has to remember.
 */

type Input = Record<string, unknown>

/** Found by name too, and no edit of fields: why. */
const noEdits: Record<string, string> = {
  'groups.changeMembers': 'Its input is memberships, each of which has an event of its own.',
  'groups.changePermissions': 'Its input is grants, and its event lists those that came and went.',
  'profile.changePassword': 'Its input is secrets.',
}

const edits = updates.filter(({ name }) => !(name in noEdits))

/** Other values than those, where the kind of value does not say one. */
const others: Record<string, Input> = {
  'company.changeAccentColor': { accentColor: '#112233' },
  'company.changeLanguage': { language: 'pt-BR' },
  'company.changeTimeZone': { timeZone: 'America/Sao_Paulo' },
  'profile.chooseLanguage': { language: 'pt-BR' },
  'profile.chooseTimeZone': { timeZone: 'America/Sao_Paulo' },
  'security.change': {
    secondFactor: { required: true, graceDays: 7 },
    signIn: { password: true, emailCode: false, passkey: true },
    password: { preset: 'classic' },
    sessions: { idleMinutes: 45, absoluteHours: 8 },
    networks: '192.0.2.0/24',
  },
}

/** How an event calls a field, where it is not as the input does. */
const called: Record<string, Record<string, string>> = {
  'permissions.update': { resource: 'permission', action: 'permission' },
  'groups.changeSecondFactor': { required: 'two-factor authentication', graceDays: 'two-factor authentication' },
  'company.changeTimeZone': { timeZone: 'time zone' },
  'security.change': securityPartLabels,
}

/** How something is done, and nothing that is kept. */
const terms: Record<string, string[]> = { 'security.change': ['trial'] }

/** Who did it and to whom, as far as the sentence of an edit needs it. */
const somebody = {
  actorKind: 'user',
  actorId: 'a',
  actorName: 'Ada',
  targetType: null,
  targetId: null,
  targetName: null,
}

/** Refused where nothing would change. */
const refused = new Set(['company.changeSlug'])

function fieldsOf({ name, input }: AnyOperation): string[] {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return Object.keys(properties).filter(
    field => !field.endsWith('Id') && field !== 'version' && !terms[name]?.includes(field),
  )
}

function otherValue(name: string, field: string, value: unknown): unknown {
  const other = others[name]?.[field]
  if (other !== undefined) return other
  if (typeof value === 'string') return 'another'
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  throw new Error(`Say in \`others\` of this test what ${name} may change “${field}” to.`)
}

/** Which fields an event says that it changed: with both values, or by name where these are a person's. */
function changedIn({ event, data }: { event: string; data: Record<string, unknown> }): string[] {
  const { fields, ...facts } = data
  if (Array.isArray(fields)) return fields.map(String)
  const counts = Object.entries(facts).flatMap(([name, fact]) =>
    changesOf({ event, data: { changes: { [name]: inText(fact) } } }),
  )
  return [...changesOf({ event, data }), ...counts].filter(({ from, to }) => from !== to).map(({ field }) => field)
}

const inText = (fact: unknown): unknown =>
  typeof fact === 'object' && fact !== null && 'from' in fact && 'to' in fact
    ? { from: String(fact.from), to: String(fact.to) }
    : fact

describe('Edits', () => {
  test('are found, and what is none says why', () => {
    expect(edits.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'groups.update',
        'users.update',
        'permissions.update',
        'profile.rename',
        'security.change',
      ]),
    )
    expect(Object.keys(noEdits).filter(name => !updates.some(update => update.name === name))).toEqual([])
  })

  const fields = edits.flatMap(operation =>
    fieldsOf(operation).map(field => [operation.name, field, operation] as const),
  )

  test.each(fields)('%s says that it changed %s, and nothing else', async (name, field, operation) => {
    const { world, does, sample } = await worldOfUpdate(name)
    await does(operation, sample)
    await does(operation, { ...sample, [field]: otherValue(name, field, sample[field]) })
    const [before, after] = (await auditTrail(world.company.id)).filter(event => event.operation === name).slice(-2)
    expect(before!.event).toBe(after!.event)
    expect(changedIn(after!)).toEqual([called[name]?.[field] ?? field])
  })

  test.each(edits.filter(({ name }) => !refused.has(name)).map(operation => [operation.name, operation] as const))(
    '%s that changes nothing names nothing, and its sentence says so',
    async (name, operation) => {
      const { world, does, sample } = await worldOfUpdate(name)
      await does(operation, sample)
      await does(operation, sample)
      const last = (await auditTrail(world.company.id)).findLast(event => event.operation === name)
      expect(changedIn(last!)).toEqual([])
      expect(describeEvent({ ...somebody, ...last! }, () => undefined)).toContain(' without changes')
    },
  )
})
