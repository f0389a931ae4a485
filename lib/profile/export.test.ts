import { describe, expect, test } from 'vitest'
import { membershipsIn } from '@/db/repositories/memberships'
import { inCompany } from '@/db/scope'
import { changeMembers, deleteGroup } from '@/lib/groups/commands'
import { updateUser } from '@/lib/users/commands'
import { makeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { exportProfile } from './export'

async function story() {
  const company = await makeCompany()
  const developers = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
  const ada = await company.user({ name: 'Ada Lovelace', groups: [company.administrators] })
  const bob = await company.user({ name: 'Bob Fischer', groups: [developers] })
  const { secret, recoveryCodes } = await company.secondFactor(bob)
  return { company, developers, ada, bob, secret, recoveryCodes }
}

describe("One's own data", () => {
  test('are all that is kept about the person, with the groups of former times, and recorded as given out', async () => {
    const { company, developers, ada, bob } = await story()
    const marketing = await company.group({ name: 'Marketing' })
    const asAda = await signedIn(company, ada)
    await asAda.does(changeMembers, { add: [{ groupId: marketing.id, userId: bob.id }], remove: [] })
    await asAda.does(deleteGroup, { groupId: marketing.id })
    const asBob = await signedIn(company, bob)
    const data = await asBob.does(exportProfile)
    expect(data.user).toMatchObject({ id: bob.id, email: bob.email, name: 'Bob Fischer' })
    expect(data.memberships.map(({ group, until }) => [group, until === null])).toEqual([
      ['Marketing', false],
      ['Developers', true],
    ])
    expect(data.memberships[1]).toMatchObject({ groupId: developers.id, from: expect.any(Date) })
    expect(data.permissions.map(({ resource, action }) => `${resource}:${action}`)).toEqual(['staging:deploy'])
    expect(data.sessions).toHaveLength(1)
    expect(data.secondFactor).toMatchObject({ codesLeft: 10, appSince: expect.any(Date) })
    expect(data.notifications).toEqual({ newDevice: true, groupChanges: false })
    expect(data.events.map(({ event, by, about }) => [event, by, about])).toContainEqual([
      'group.member_added',
      'somebody else',
      'you',
    ])
    expect((await asBob.does(exportProfile)).events[0]).toMatchObject({
      event: 'profile.exported',
      by: 'you',
      about: 'you',
    })
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({ event: 'profile.exported', actor_id: bob.id })
  })

  test('hold no secret, and neither name nor address nor device of anybody else', async () => {
    const { company, ada, bob, secret, recoveryCodes } = await story()
    const asAda = await signedIn(company, ada)
    await asAda.does(updateUser, { userId: bob.id, name: 'Robert Fischer', title: 'Engineer' })
    const text = JSON.stringify(await (await signedIn(company, bob)).does(exportProfile))
    expect(text).toContain('Robert Fischer')
    for (const foreign of ['Ada', ada.email, ada.id, secret, ...recoveryCodes]) expect(text).not.toContain(foreign)
    expect(text).not.toMatch(/hash|sealed|token/i)
    const { events } = await (await signedIn(company, bob)).does(exportProfile)
    const updated = events.find(({ event }) => event === 'user.updated')
    expect([updated?.by, updated?.ip, updated?.userAgent]).toEqual(['somebody else', null, null])
  })

  test("are one's own, also for who may see everybody", async () => {
    const { company, ada, bob } = await story()
    const data = await (await signedIn(company, ada)).does(exportProfile, { userId: bob.id } as object)
    expect(data.user.id).toBe(ada.id)
    const other = await story()
    const theirs = JSON.stringify(await (await signedIn(other.company, other.ada)).does(exportProfile))
    expect(theirs).not.toContain(company.id)
    expect(theirs).not.toContain(company.slug)
  })

  test('come in portions, which lead to all events', async () => {
    const { company, bob } = await story()
    const at = Date.now() - 3_600_000
    await company.events(
      Array.from({ length: 1005 }, (_, n) => ({
        event: 'access.viewed' as const,
        data: {},
        at: new Date(at - n * 1000),
        actor: bob,
        operation: 'access.view',
      })),
    )
    const asBob = await signedIn(company, bob)
    const first = await asBob.does(exportProfile)
    expect([first.events.length, typeof first.next]).toEqual([1000, 'string'])
    const second = await asBob.does(exportProfile, { cursor: first.next })
    expect(second.events.filter(({ event }) => event === 'access.viewed')).toHaveLength(5)
    expect(second.next).toBeUndefined()
  })
})

test('The history of memberships is of one company', async () => {
  const [{ bob }, other] = [await story(), await story()]
  expect(await inCompany(other.company.id, scope => membershipsIn(scope).historyOf(bob.id, 10))).toEqual([])
})
