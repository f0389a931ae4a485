import { describe, expect, test, vi } from 'vitest'
import { administratorsIn } from '@/db/repositories/administrators'
import { inCompany } from '@/db/scope'
import { changeMembers } from '@/lib/groups/commands'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { deactivateUser } from './commands'

// These races need connections of their own; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '4'
})

const ROUNDS = 50
const PATIENCE_MS = 120_000

const twoAdministrators = async () => {
  const company = await makeCompany()
  const [ada, bea] = [
    await company.user({ groups: [company.administrators] }),
    await company.user({ groups: [company.administrators] }),
  ]
  return { company, ada, bea, asAda: await signedIn(company, ada), asBea: await signedIn(company, bea) }
}

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    error => refusalCode(Promise.reject(error)),
  )

describe('Two administrators at the same moment', () => {
  test(
    'who demote each other leave one administrator, 50 times out of 50',
    async () => {
      const outcomes: string[][] = []
      for (let round = 0; round < ROUNDS; round++) {
        const { company, ada, bea, asAda, asBea } = await twoAdministrators()
        const demote = (userId: string) => ({ remove: [{ groupId: company.administrators.id, userId }] })
        outcomes.push(
          await Promise.all([
            outcome(asAda.does(changeMembers, demote(bea.id))),
            outcome(asBea.does(changeMembers, demote(ada.id))),
          ]),
        )
        await inCompany(company.id, scope => administratorsIn(scope).mustRemain())
      }
      expect(outcomes.filter(pair => pair.filter(one => one === 'done').length === 1).length).toBe(ROUNDS)
      // The slower of the two finds its own permission gone.
      expect(new Set(outcomes.flat())).toEqual(new Set(['done', 'forbidden']))
    },
    PATIENCE_MS,
  )

  test(
    'who each leave the group leave one administrator, 50 times out of 50',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { company, ada, bea, asAda, asBea } = await twoAdministrators()
        const demote = (userId: string) => ({ remove: [{ groupId: company.administrators.id, userId }] })
        const pair = await Promise.all([
          outcome(asAda.does(changeMembers, demote(ada.id))),
          outcome(asBea.does(changeMembers, demote(bea.id))),
        ])
        expect(pair.sort()).toEqual(['done', 'last_administrator'])
        await inCompany(company.id, scope => administratorsIn(scope).mustRemain())
      }
    },
    PATIENCE_MS,
  )

  test(
    'who deactivate each other leave one administrator, 50 times out of 50',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { company, ada, bea, asAda, asBea } = await twoAdministrators()
        const pair = await Promise.all([
          outcome(asAda.does(deactivateUser, { userId: bea.id })),
          outcome(asBea.does(deactivateUser, { userId: ada.id })),
        ])
        expect(pair.filter(one => one === 'done').length).toBe(1)
        await inCompany(company.id, scope => administratorsIn(scope).mustRemain())
      }
    },
    PATIENCE_MS,
  )
})
