import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { totpFactors } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { viewDashboard } from '@/lib/dashboard/queries'
import type { AnyOperation } from '@/lib/operation/define'
import { renameProfile } from '@/lib/profile/commands'
import { viewProfile } from '@/lib/profile/queries'
import { operations } from '@/lib/registry'
import { signOut } from '@/lib/sessions/commands'
import { listUsers } from '@/lib/users/queries'
import { makeCompany, type MadeUser } from '@/testing/factories'
import { refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { earlier } from '@/testing/time'
import { changeGroupSecondFactor, changeMembers } from './commands'
import { viewGroupPage } from './queries'

const world = async () => {
  const company = await makeCompany()
  const developers = await company.group({ name: 'Developers' })
  const marketing = await company.group({ name: 'Marketing' })
  const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const [bobsRow, evesRow] = [
    await company.user({ name: 'Bob', groups: [developers] }),
    await company.user({ name: 'Eve', groups: [marketing] }),
  ]
  return {
    company,
    developers,
    marketing,
    ada,
    bobsRow,
    evesRow,
    bob: await signedIn(company, bobsRow),
    eve: await signedIn(company, evesRow),
  }
}

const withApp = (user: MadeUser) =>
  inCompany(user.company.id, ({ companyId, tx }) =>
    tx.insert(totpFactors).values({ companyId, userId: user.id, sealedSecret: 'x', confirmedAt: new Date() }),
  )

const atOnce = (group: { id: string }) => ({ groupId: group.id, required: true, graceDays: 0 })

describe('A group that requires a second factor', () => {
  test('asks it of who is signed in at their next request, before anything else; others notice nothing', async () => {
    const { company, developers, ada, bob, eve } = await world()
    await bob.does(viewProfile)
    await ada.does(changeGroupSecondFactor, atOnce(developers))
    const before = await snapshot(company.id)
    const alike: AnyOperation[] = [viewProfile, viewDashboard, renameProfile]
    for (const operation of alike) {
      expect([operation.name, await refusalCode(bob.does(operation, { name: 'Robert' }))]).toEqual([
        operation.name,
        'enrolment_required',
      ])
    }
    // Not one operation opens, unless it says that it helps with just this.
    for (const operation of operations.filter(({ allowedWhile }) => !allowedWhile?.includes('enrol'))) {
      expect([operation.name, await refusalCode(bob.does(operation))]).toEqual([operation.name, 'enrolment_required'])
    }
    expect(await snapshot(company.id)).toEqual(before)
    await eve.does(viewProfile)
    await eve.does(renameProfile, { name: 'Eve' })
    await bob.does(signOut)
  })

  test('asks who has one for it, where it was not shown in this session', async () => {
    const { developers, ada, bob, bobsRow, company } = await world()
    await withApp(bobsRow)
    await ada.does(changeGroupSecondFactor, atOnce(developers))
    expect(await refusalCode(bob.does(viewProfile))).toBe('second_factor_required')
    const { token, companyId } = await company.session(bobsRow, { secondFactorAt: new Date() })
    bob.caller.session = { token, companyId }
    await bob.does(viewProfile)
  })

  test('asks it of who joins, and no longer of who leaves', async () => {
    const { developers, marketing, ada, eve, evesRow } = await world()
    await ada.does(changeGroupSecondFactor, atOnce(developers))
    const membership = { groupId: developers.id, userId: evesRow.id }
    await ada.does(changeMembers, { add: [membership] })
    expect(await refusalCode(eve.does(viewProfile))).toBe('enrolment_required')
    await ada.does(changeMembers, { remove: [membership] })
    await eve.does(viewProfile)
    await ada.does(changeGroupSecondFactor, { groupId: marketing.id, required: false, graceDays: 0 })
    await eve.does(viewProfile)
  })

  test('leaves the days of grace, counted from when it began to ask', async () => {
    const { company, developers, ada, bob } = await world()
    await ada.does(changeGroupSecondFactor, { groupId: developers.id, required: true, graceDays: 2 })
    await bob.does(viewProfile)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(
        sql`update groups set second_factor_since = ${earlier('second_factor_since', 86_400)} where id = ${developers.id}`,
      ),
    )
    // Saved once more, it does not begin anew.
    await ada.does(changeGroupSecondFactor, { groupId: developers.id, required: true, graceDays: 1 })
    expect(await refusalCode(bob.does(viewProfile))).toBe('enrolment_required')
    await ada.does(changeGroupSecondFactor, { groupId: developers.id, required: true, graceDays: 3 })
    await bob.does(viewProfile)
    expect(
      (await auditTrail(company.id)).findLast(({ event }) => event === 'group.second_factor_changed'),
    ).toMatchObject({
      data: { from: 'required after 1 day', to: 'required after 3 days' },
    })
  })

  test('shows who lacks one to those who could require it, and to nobody else', async () => {
    const { company, developers, ada, bobsRow } = await world()
    const cy = await company.user({ name: 'Cy', groups: [developers] })
    await withApp(bobsRow)
    const view = await ada.does(viewGroupPage, { groupId: developers.id })
    expect([view.secondFactor, view.withoutFactor]).toEqual([
      expect.objectContaining({ required: false, members: 2 }),
      { count: 1, names: [cy.name] },
    ])
    const reader = await signedIn(company, await company.user({ can: ['groups:read'] }))
    expect((await reader.does(viewGroupPage, { groupId: developers.id })).withoutFactor).toBeUndefined()
  })

  test('is changed only by who holds what it grants', async () => {
    const { company } = await world()
    const keeper = await signedIn(company, await company.user({ can: ['groups:update'] }))
    const before = await snapshot(company.id)
    expect(await refusalCode(keeper.does(changeGroupSecondFactor, atOnce(company.administrators)))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)
    await keeper.does(changeGroupSecondFactor, atOnce(await company.group({ grants: ['groups:update'] })))
  })
})

test('The dashboard counts who has a second factor and who must, and the list finds those who lack it', async () => {
  const { company, developers, ada, bobsRow, evesRow } = await world()
  const cy = await company.user({ name: 'Cy', groups: [developers] })
  await withApp(bobsRow)
  await ada.does(changeGroupSecondFactor, { groupId: developers.id, required: true, graceDays: 7 })
  const { enrolment } = await ada.does(viewDashboard)
  expect(enrolment).toEqual({ active: 4, withFactor: 1, must: 2, mustAndHave: 1, missing: 1 })
  const listed = async (factor: 'missing' | 'none') => (await ada.does(listUsers, { factor })).users.map(({ id }) => id)
  expect(await listed('missing')).toEqual([cy.id])
  expect(await listed('none')).toEqual(expect.arrayContaining([cy.id, evesRow.id]))
  expect(await listed('none')).not.toContain(bobsRow.id)
})
