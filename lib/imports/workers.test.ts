import { describe, expect, test, vi } from 'vitest'
import { makeCompany } from '@/testing/factories'
import { addressesIn, importNow, rowsOf, startedImport } from '@/testing/imports'
import { signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { stopImport } from './commands'
import { runImport } from './run'
import { BATCH } from './tasks'

// Workers have connections of their own; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '4'
})

const rows = BATCH * 4 + 10

async function started() {
  const company = await makeCompany()
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const importId = await startedImport(
    ada,
    `email\n${Array.from({ length: rows }, (_, n) => `p${n}@example.com`).join('\n')}\n`,
  )
  return { company, ada, importId }
}

/** A worker that takes whatever there is to do. */
const worker = async (companyId: string, importId: string, turns: number) => {
  for (let turn = 0; turn < turns; turn++) await runImport(companyId, importId)
}

describe('Two workers at one import', () => {
  test('invite everybody once', async () => {
    const { company, importId } = await started()
    await Promise.all([
      worker(company.id, importId, 5),
      worker(company.id, importId, 5),
      worker(company.id, importId, 5),
    ])
    expect(await importNow(company, importId)).toMatchObject({ state: 'done', done: rows })
    expect((await rowsOf(company, importId)).every(row => row.outcome === 'invited')).toBe(true)
    expect((await addressesIn(company)).length).toBe(rows + 1)
    const trail = await auditTrail(company.id)
    expect(trail.filter(event => event.event === 'invitation.sent').length).toBe(rows)
    expect(trail.filter(event => event.event === 'import.ended').length).toBe(1)
  })

  test('both hear of a stop', async () => {
    const { company, ada, importId } = await started()
    const working = Promise.all([worker(company.id, importId, 1), worker(company.id, importId, 1)])
    await ada.does(stopImport, { importId })
    await working
    const { state, done } = await importNow(company, importId)
    expect(state).toBe('stopped')
    await worker(company.id, importId, 3)
    expect((await importNow(company, importId)).done).toBe(done)
    expect((await addressesIn(company)).length).toBe(done + 1)
  })
})
