import { expect, test } from 'vitest'
import { changeGroupSecondFactor } from '@/lib/groups/commands'
import { viewProfile } from '@/lib/profile/queries'
import { viewUserPage } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { endExemption, grantExemption } from './commands'

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const reason = 'A new phone is on its way.'

const world = async () => {
  const company = await makeCompany()
  const group = await company.group({ name: 'Developers' })
  const adasRow = await company.user({ groups: [company.administrators] })
  const bobsRow = await company.user({ groups: [group] })
  const ada = await signedIn(company, adasRow)
  await ada.does(changeGroupSecondFactor, { groupId: group.id, required: true, graceDays: 0 })
  return { company, ada, adasRow, bobsRow, bob: await signedIn(company, bobsRow) }
}

test('An exception lets a person in without a second factor, until it ends', async () => {
  const { company, ada, bob, bobsRow } = await world()
  expect(await refusalCode(bob.does(viewProfile))).toBe('enrolment_required')
  await ada.does(grantExemption, { userId: bobsRow.id, reason, until: dayIn(3) })
  await bob.does(viewProfile)
  const { requirement } = await ada.does(viewUserPage, { userId: bobsRow.id })
  expect(requirement).toMatchObject({
    hasFactor: false,
    reason,
    groups: ['Developers'],
    exemptUntil: new Date(`${dayIn(4)}T00:00:00Z`),
  })
  await ada.does(endExemption, { userId: bobsRow.id })
  expect(await refusalCode(bob.does(viewProfile))).toBe('enrolment_required')
  expect((await auditTrail(company.id)).filter(({ event }) => event.startsWith('exemption.'))).toMatchObject([
    { event: 'exemption.granted', target_id: bobsRow.id, data: { reason, lastDay: dayIn(3), timeZone: 'UTC' } },
    { event: 'exemption.ended', target_id: bobsRow.id },
  ])
})

test('An exception that is granted again takes the place of the former one', async () => {
  const { ada, bobsRow } = await world()
  await ada.does(grantExemption, { userId: bobsRow.id, reason, until: dayIn(3) })
  await ada.does(grantExemption, { userId: bobsRow.id, reason: 'It takes longer.', until: dayIn(90) })
  const { requirement } = await ada.does(viewUserPage, { userId: bobsRow.id })
  expect(requirement).toMatchObject({ reason: 'It takes longer.', exemptUntil: new Date(`${dayIn(91)}T00:00:00Z`) })
})

test.each([
  ['no reason', { reason: ' ' }, 'reason'],
  ['a day that is over', { until: dayIn(-1) }, 'until'],
  ['a day beyond 90', { until: dayIn(91) }, 'until'],
  ['no day', { until: 'tomorrow' }, 'until'],
  ['a day that does not exist', { until: '2026-13-45' }, 'until'],
])('An exception with %s is refused at the field', async (_, wrong, field) => {
  const { company, ada, bobsRow } = await world()
  const before = await snapshot(company.id)
  const error = await refusal(ada.does(grantExemption, { userId: bobsRow.id, reason, until: dayIn(3), ...wrong }))
  expect([error.status, Object.keys(error.fields ?? {})]).toEqual([422, [field]])
  expect(await snapshot(company.id)).toEqual(before)
})

test('Nobody makes an exception for themselves, or for who is not active', async () => {
  const { company, ada, adasRow } = await world()
  const gone = await company.user({ status: 'inactive' })
  const before = await snapshot(company.id)
  expect(await refusalCode(ada.does(grantExemption, { userId: adasRow.id, reason, until: dayIn(3) }))).toBe(
    'own_account',
  )
  expect(await refusalCode(ada.does(grantExemption, { userId: gone.id, reason, until: dayIn(3) }))).toBe('wrong_status')
  expect(await snapshot(company.id)).toEqual(before)
})

test('Nobody makes an exception for somebody who has more than they have', async () => {
  const { company, adasRow, bobsRow } = await world()
  const helper = await signedIn(company, await company.user({ can: ['users:manage-credentials'] }))
  const before = await snapshot(company.id)
  expect(await refusalCode(helper.does(grantExemption, { userId: adasRow.id, reason, until: dayIn(3) }))).toBe(
    'not_held',
  )
  expect(await snapshot(company.id)).toEqual(before)
  await helper.does(grantExemption, { userId: bobsRow.id, reason, until: dayIn(3) })
})
