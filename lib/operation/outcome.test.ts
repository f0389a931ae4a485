import { beforeEach, expect, test, vi } from 'vitest'
import { databaseAway, outcomeUnknown } from '@/lib/kernel/errors'
import { renameProfile } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, request, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { action } from './action'
import { execute, type Caller } from './run'

/** Whoever is told that nothing was done may send the same again. */

const page = vi.hoisted(() => ({ caller: undefined as unknown }))
vi.mock('./caller', () => ({ callerOn: async () => page.caller as Caller }))
vi.mock('./own-origin', () => ({ requireOwnOrigin: async () => {} }))
vi.mock('./request-facts', () => ({ requestFacts: async () => request() }))

const lost = new Error('The connection is lost.')

interface Reading {
  read: (work: () => Promise<void>) => Promise<void>
}

async function somebody() {
  const company = await makeCompany()
  return { company, ada: await signedIn(company, await company.user({ name: 'Ada' })) }
}

beforeEach(() => void (page.caller = undefined))

test('A change whose commit got no answer may have happened; what was only read is read again', async () => {
  const { company, ada } = await somebody()
  const before = await auditTrail(company.id)
  const broken = async () => {
    throw outcomeUnknown(lost)
  }
  const change = await refusal(execute({ ...renameProfile, run: broken }, ada.caller, { name: 'Bea' }))
  expect([change.code, change.status, change.retryAfter]).toEqual(['outcome_unknown', 503, undefined])
  const read = await refusal(execute({ ...viewProfile, run: broken }, ada.caller, {}))
  expect([read.code, read.status, read.retryAfter]).toEqual(['unavailable', 503, 2])
  expect(await auditTrail(company.id)).toEqual(before)
})

test('Where an attempt was counted before the database went away, the same is not sent again by itself', async () => {
  const { ada } = await somebody()
  const away = async () => Promise.reject(databaseAway(lost))
  const counted = { ...renameProfile, prepare: ({ read }: Reading) => read(async () => {}), run: away }
  expect((await refusal(execute(counted, ada.caller, { name: 'Bea' }))).code).toBe('busy')
  const uncounted = { ...renameProfile, prepare: async () => {}, run: away }
  expect((await refusal(execute(uncounted, ada.caller, { name: 'Bea' }))).code).toBe('unavailable')
})

test('What was done is not said to be undone because the database went away just after it', async () => {
  const { ada } = await somebody()
  page.caller = ada.caller
  const away = action(renameProfile, async () => {
    throw databaseAway(lost)
  })
  expect(await away('acme', { name: 'Bea' })).toMatchObject({ ok: false, error: { code: 'outcome_unknown' } })
  const kept = action(renameProfile, async ({ version }) => ({ version }))
  expect(await kept('acme', { name: 'Cleo' })).toMatchObject({ ok: true })
  const before = { ...renameProfile, run: async () => Promise.reject(databaseAway(lost)) }
  expect(await action(before)('acme', { name: 'Dora' })).toMatchObject({ ok: false, error: { code: 'unavailable' } })
})
