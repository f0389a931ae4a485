import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deleteUser } from '@/lib/users/commands'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { runBulk } from './commands'
import { previewBulk, previewBulkPage, viewBulkResultPage } from './queries'

async function companyWithAdministrator() {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  const asAda = await signedIn(company, ada)
  /** Somebody who was chosen, and deleted since. */
  const deleted = async () => {
    const person = await company.user({ status: 'inactive' })
    await asAda.does(deleteUser, { userId: person.id, confirmation: person.email })
    return person
  }
  return { company, asAda, deleted }
}

const act = 'deactivate' as const

describe('Somebody chosen who was deleted meanwhile', () => {
  test('is counted, and the act is done to the others', async () => {
    const { company, asAda, deleted } = await companyWithAdministrator()
    const [bob, eve] = [await company.user({ name: 'Bob' }), await deleted()]
    const people = [bob.id, eve.id]

    expect(await asAda.does(previewBulk, { act, people })).toMatchObject({
      selected: 1,
      concerned: 1,
      skipped: { not_found: 1 },
      leftOut: [],
    })
    expect(await asAda.does(previewBulkPage, { act, people })).toMatchObject({
      gone: [eve.id],
      people: [{ name: 'Bob' }],
    })
    const { bulkId, ...outcome } = await asAda.does(runBulk, { act, people, expected: 1 })
    expect(outcome).toEqual({ done: 1, skipped: { not_found: 1 } })
    expect(await asAda.does(viewBulkResultPage, { bulkId })).toMatchObject({
      done: 1,
      skipped: { not_found: 1 },
      people: [{ name: 'Bob' }],
    })
    const viewed = (await auditTrail(company.id)).findLast(({ event }) => event === 'bulk_result.viewed')
    expect(viewed).toMatchObject({ data: { shown: 1 }, target_id: bulkId })
    const completed = (await auditTrail(company.id)).find(({ event }) => event === 'users.bulk_completed')
    expect(completed?.data).toMatchObject({ done: 1, skipped: { not_found: 1 } })
  })

  test('is answered like somebody of another company, and like an id that never existed', async () => {
    const { company, asAda, deleted } = await companyWithAdministrator()
    const other = await companyWithAdministrator()
    const [bob, eve, foreign] = [await company.user(), await deleted(), await other.company.user()]
    const before = await snapshot(other.company.id)

    const previews = []
    const outcomes = []
    for (const id of [eve.id, foreign.id, randomUUID(), 'not-an-id']) {
      const input = { act, people: [bob.id, id] }
      const { gone, ...seen } = await asAda.does(previewBulkPage, input)
      expect(gone).toHaveLength(1)
      previews.push(seen)
      outcomes.push(await asAda.does(previewBulk, input))
    }
    for (const seen of previews) expect(seen).toEqual(previews[0])
    for (const seen of outcomes) expect(seen).toEqual(outcomes[0])
    expect(await asAda.does(runBulk, { act, people: [bob.id, foreign.id] })).toMatchObject({
      done: 1,
      skipped: { not_found: 1 },
    })
    expect(await snapshot(other.company.id)).toEqual(before)
  })

  test('and nobody else is refused: nothing is left to do', async () => {
    const { company, asAda, deleted } = await companyWithAdministrator()
    const input = { act, people: [(await deleted()).id, (await deleted()).id] }
    const before = await snapshot(company.id)
    for (const attempt of [
      asAda.does(previewBulk, input),
      asAda.does(previewBulkPage, input),
      asAda.does(runBulk, input),
    ]) {
      const error = await refusal(attempt)
      expect([error.code, error.status, error.message]).toEqual([
        'not_found',
        404,
        'The people you selected no longer exist.',
      ])
    }
    expect(await snapshot(company.id)).toEqual(before)
  })
})
