import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { changeTime } from '@/db/change-holdings'
import { holdingsAt } from '@/db/holdings'
import { administratorsIn } from '@/db/repositories/administrators'
import { permissionsIn } from '@/db/repositories/permissions'
import { inCompany, type CompanyScope } from '@/db/scope'
import { runBulk } from '@/lib/bulk/commands'
import { changeMembers } from '@/lib/groups/commands'
import { listGroups } from '@/lib/groups/queries'
import { deactivateUser } from '@/lib/users/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { untilSomebodyWaits } from '@/testing/waiting'

// Two people at once need a connection each; elsewhere the suite runs with a pool of one.
vi.hoisted(() => {
  process.env.DATABASE_POOL_MAX = '4'
})

const clock = (company: MadeCompany): Promise<Date> => inCompany(company.id, changeTime)

const untilPast = async (scope: CompanyScope, moment: Date): Promise<void> => {
  while ((await changeTime(scope)) < moment);
}

const later = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms)

const heldAt = async (company: MadeCompany, userId: string, at: Date): Promise<number> =>
  inCompany(company.id, async ({ tx }) => {
    const rows = await tx.execute(sql`select 1 from ${holdingsAt(company.id, at)} h where h.user_id = ${userId}`)
    return rows.length
  })

describe('A membership with a start and an end', () => {
  test('holds from the millisecond of its start to the one before its end', async () => {
    const company = await makeCompany()
    const group = await company.group({ grants: ['groups:read'] })
    // The group grants since it was made, so the times lie ahead.
    const from = later(await clock(company), 3_600_000)
    const to = later(from, 3_600_000)
    const bob = await company.user()
    await company.join(bob, group, { from, to })
    const moments = [later(from, -1), from, later(to, -1), to]
    expect(await Promise.all(moments.map(at => heldAt(company, bob.id, at)))).toEqual([0, 1, 1, 0])
  })

  test('refuses from its end on, with nothing that runs meanwhile', async () => {
    const company = await makeCompany()
    const group = await company.group({ grants: ['groups:read'] })
    const bob = await company.user()
    const asBob = await signedIn(company, bob)
    expect(await refusalCode(asBob.does(listGroups, {}))).toBe('forbidden')
    const to = later(await clock(company), 1500)
    await company.join(bob, group, { to })
    /** Until it is refused: when each that was allowed was asked for, and when the refusal was there. */
    const allowed: Date[] = []
    const attempt = () =>
      asBob.does(listGroups, {}).then(
        () => true,
        error => (error.code === 'forbidden' ? false : Promise.reject(error)),
      )
    for (let before = await clock(company); await attempt(); before = await clock(company)) allowed.push(before)
    expect((await clock(company)).getTime()).toBeGreaterThanOrEqual(to.getTime())
    expect(allowed.length).toBeGreaterThan(0)
    expect(allowed.filter(before => before >= to)).toEqual([])
    // The row is as open as it was: time alone has ended it.
    const rows = (await snapshot(company.id)).memberships as { user_id: string; ended_at: string | null }[]
    expect(rows.find(row => row.user_id === bob.id)).toMatchObject({ ended_at: null })
  })
})

describe('While an action waits for its turn', () => {
  /** Bea's action waits, and goes on when her membership is over or when there is no need to wait longer. */
  async function waiting(ends: 'meanwhile' | 'tomorrow') {
    const company = await makeCompany()
    await company.user({ groups: [company.administrators] })
    const [bea, bob] = [await company.user(), await company.user()]
    const to = later(await clock(company), ends === 'meanwhile' ? 2000 : 86_400_000)
    await company.join(bea, company.administrators, { to })
    const asBea = await signedIn(company, bea)
    const before = await snapshot(company.id)
    let action: Promise<unknown> | undefined
    await inCompany(company.id, async scope => {
      await administratorsIn(scope).lock()
      action = asBea.does(changeMembers, { add: [{ groupId: company.administrators.id, userId: bob.id }] })
      action.catch(() => {})
      // She was let in: what she waits for is the lock, and by that her transaction has begun.
      await untilSomebodyWaits(scope)
      if (ends === 'meanwhile') await untilPast(scope, to)
    })
    return { company, before, action: action! }
  }

  test('a membership whose end passes counts no longer, and nothing happens', async () => {
    const { company, before, action } = await waiting('meanwhile')
    expect(await refusalCode(action)).toBe('forbidden')
    expect((await snapshot(company.id)).memberships).toEqual(before.memberships)
  })

  test('one that goes on counts', async () => {
    const { action } = await waiting('tomorrow')
    expect(await action).toMatchObject({ added: 1 })
  })
})

describe('The last administrator is nobody whose time is limited', () => {
  const tomorrow = () => new Date(Date.now() + 86_400_000)

  async function two() {
    const company = await makeCompany()
    const [ada, bea] = [await company.user({ groups: [company.administrators] }), await company.user()]
    return { company, ada, bea, asAda: await signedIn(company, ada) }
  }

  test('by the end of a membership: the other one stays, and may go where this one has no end', async () => {
    const { company, ada, bea, asAda } = await two()
    const leave = { remove: [{ groupId: company.administrators.id, userId: ada.id }] }
    await company.join(bea, company.administrators, { to: tomorrow() })
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(changeMembers, leave))).toBe('last_administrator')
    const asBea = await signedIn(company, bea)
    expect(await refusalCode(asBea.does(deactivateUser, { userId: ada.id }))).toBe('last_administrator')
    expect((await snapshot(company.id)).memberships).toEqual(before.memberships)
    await company.leave(bea, company.administrators)
    await company.join(bea, company.administrators)
    expect(await asAda.does(changeMembers, leave)).toMatchObject({ removed: 1 })
  })

  test('by the end of a grant', async () => {
    const { company, ada, bea, asAda } = await two()
    const board = await company.group({ name: 'Board' })
    const [everything = ''] = await company.permissionIds(['*:*'])
    await inCompany(company.id, scope =>
      permissionsIn(scope).grant(board.id, [everything], { via: 'seed', by: null }, { to: tomorrow() }),
    )
    await company.join(bea, board)
    const leave = { remove: [{ groupId: company.administrators.id, userId: ada.id }] }
    expect(await refusalCode(asAda.does(changeMembers, leave))).toBe('last_administrator')
  })

  test('and in a bulk act one with an end may go, while the one without is left out', async () => {
    const { company, ada, bea, asAda } = await two()
    await company.join(bea, company.administrators, { to: tomorrow() })
    const act = { act: 'remove', groupId: company.administrators.id } as const
    expect(await asAda.does(runBulk, { ...act, people: [bea.id] })).toMatchObject({ done: 1, skipped: {} })
    expect(await asAda.does(runBulk, { ...act, people: [ada.id] })).toMatchObject({
      done: 0,
      skipped: { last_administrator: 1 },
    })
  })
})
