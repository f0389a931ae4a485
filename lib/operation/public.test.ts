import postgres from 'postgres'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { listenToStatements } from '@/db/client'
import { foldedEvents } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import { explainOperation, publicOperations } from '@/lib/registry'
import { makeCompany } from '@/testing/factories'
import { request } from '@/testing/run-as'
import { publicSamples } from '@/testing/samples'
import { auditTrail, snapshot } from '@/testing/snapshot'
import type { PublicOperation } from './define'
import { writeFoldedEvents } from './fold-events'
import { executePublic } from './run'

// A crowd is the point here; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '8'
})

const asAdmin = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
afterAll(() => asAdmin.end())

const jobsOf = async (companyId: string): Promise<number> => {
  const [row] = await asAdmin<{ count: number }[]>`
    select count(*)::int as count from graphile_worker._private_jobs where payload->>'companyId' = ${companyId}`
  return row!.count
}

/** What came of it, without what is random in it. */
const outcomeOf = async (operation: PublicOperation, company: string, from = request()) => {
  try {
    const data = await executePublic(operation, from, { ...publicSamples[operation.name]!(), company })
    return { data: data && typeof data === 'object' ? Object.keys(data).toSorted() : data }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.code, status: error.status, message: error.message, fields: error.fields }
  }
}

/** Those that look at a secret or a link and say no, and those that anybody may ask for. */
const leavesEvents = new Set([
  'emailChange.confirm',
  'emailChange.object',
  'invitations.accept',
  'passwordReset.request',
  'passwordReset.complete',
  'signInCode.request',
  'signIn.withPassword',
  'signInCode.signIn',
  'passkeys.signIn',
])

test('Every public operation has a sample input, and no sample is without one', () => {
  expect(Object.keys(publicSamples).toSorted()).toEqual(publicOperations.map(({ name }) => name).toSorted())
})

describe.each(publicOperations.map(operation => [operation.name, operation] as const))('%s', (name, operation) => {
  test('explains itself, so that the audit log says what was refused', () => {
    expect(explainOperation(name)).toBe(operation.explain)
    expect(operation.explain).toMatch(/^[A-Z].{5,}\.$/)
  })

  test('answers alike whether or not there is the company', async () => {
    const company = await makeCompany()
    const [here, nowhere] = [await outcomeOf(operation, company.slug), await outcomeOf(operation, 'no-such-company')]
    expect(nowhere).toEqual(here)
  })

  test('writes nothing for a company that does not exist', async () => {
    const written: string[] = []
    const stopListening = listenToStatements(statement => written.push(statement))
    await outcomeOf(operation, 'no-such-company')
    stopListening()
    expect(written.filter(text => /jobs\.add|insert into "/.test(text))).toEqual([])
  })

  test(`from one address, however often, ${leavesEvents.has(name) ? 'is all in the audit log in few events' : 'leaves little'}`, async () => {
    const company = await makeCompany()
    const before = (await auditTrail(company.id)).length
    const from = request()
    const outcomes = await Promise.all(Array.from({ length: 90 }, () => outcomeOf(operation, company.slug, from)))
    const looked = outcomes.filter(outcome => outcome.code !== 'busy').length
    expect(
      new Set(outcomes.filter(outcome => outcome.code !== 'busy').map(outcome => JSON.stringify(outcome))).size,
    ).toBe(1)
    const folded = await inCompany(company.id, ({ tx }) => tx.select({ id: foldedEvents.id }).from(foldedEvents))
    expect((await auditTrail(company.id)).length - before + (await jobsOf(company.id))).toBeLessThanOrEqual(60)
    for (const { id } of folded) await writeFoldedEvents(company.id, id)
    for (const { id } of folded) await writeFoldedEvents(company.id, id)
    const events = (await auditTrail(company.id)).slice(before)
    const counted = events.reduce((sum, { data }) => sum + (typeof data.times === 'number' ? data.times : 1), 0)
    expect(counted).toBe(leavesEvents.has(name) ? looked : 0)
    expect(events.every(event => event.operation === name && event.outcome === 'refused')).toBe(true)
    expect((await snapshot(company.id)).folded_events).toEqual([])
  })
})
