import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { exportAuditEvents } from '@/lib/audit/export'
import { listAuditEvents, listAuditEventsPage } from '@/lib/audit/queries'
import { changeTimeZone } from '@/lib/company/commands'
import { viewDashboard } from '@/lib/dashboard/queries'
import { grantExemption } from '@/lib/exemptions/commands'
import { addDays, beginningOf, dayOf, endOf } from '@/lib/kernel/days'
import { exportFile } from '@/lib/operation/export-file'
import { EXPORT_ROWS } from '@/lib/operation/list-export'
import { execute } from '@/lib/operation/run'
import { exportUsers } from '@/lib/users/export'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { seedBulk } from '@/testing/seed'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { exportProfile } from './export'
import { chooseTimeZone } from './reader-commands'

const world = async () => {
  const company = await makeCompany()
  const adasRow = await company.user({ name: 'Ada', groups: [company.administrators] })
  const ada = await signedIn(company, adasRow)
  const timeZoneFrom = async (browser: string | null) => {
    const request = { ...ada.caller.request, timeZone: browser }
    return (await execute(listUsers, { ...ada.caller, request }, {})).actor.timeZone
  }
  return { company, ada, adasRow, timeZoneFrom }
}

describe('The time zone of a reader', () => {
  test('is the one that they chose, else that of their browser, else the company’s, else UTC', async () => {
    const { company, ada, adasRow, timeZoneFrom } = await world()
    expect(await timeZoneFrom(null)).toBe('UTC')
    await ada.does(changeTimeZone, { timeZone: 'America/Sao_Paulo' })
    expect(await timeZoneFrom(null)).toBe('America/Sao_Paulo')
    expect(await timeZoneFrom('Europe/Madrid')).toBe('Europe/Madrid')
    await ada.does(chooseTimeZone, { timeZone: 'America/New_York' })
    expect(await timeZoneFrom('Europe/Madrid')).toBe('America/New_York')
    expect((await ada.does(exportProfile)).timeZone).toBe('America/New_York')
    await ada.does(chooseTimeZone, { timeZone: '' })
    expect(await timeZoneFrom('Europe/Madrid')).toBe('Europe/Madrid')
    const chosen = (await auditTrail(company.id)).filter(({ event }) => event.includes('time_zone'))
    expect(chosen.map(({ event, data, target_id: target }) => [event, data, target])).toEqual([
      ['company.time_zone_changed', { from: 'UTC', to: 'America/Sao_Paulo' }, company.id],
      ['profile.time_zone_chosen', { timeZone: { to: 'America/New_York' } }, adasRow.id],
      ['profile.time_zone_chosen', { timeZone: { from: 'America/New_York' } }, adasRow.id],
    ])
  })

  test.each(['Mars/Olympus', '+03:00', "UTC' or true", 'x'.repeat(1000)])(
    'is none that does not exist, such as %s, and one that is written otherwise is the same',
    async timeZone => {
      const { company, ada, timeZoneFrom } = await world()
      const before = await snapshot(company.id)
      for (const act of [ada.does(chooseTimeZone, { timeZone }), ada.does(changeTimeZone, { timeZone })]) {
        const { code, fields } = await refusal(act)
        expect([code, fields]).toEqual([
          'invalid_input',
          { timeZone: 'This time zone does not exist. Choose one such as Europe/Madrid.' },
        ])
      }
      const after = await snapshot(company.id)
      expect([after.users, after.companies]).toEqual([before.users, before.companies])
      await ada.does(chooseTimeZone, { timeZone: 'europe/madrid' })
      expect(await timeZoneFrom(null)).toBe('Europe/Madrid')
    },
  )

  test('is nobody else’s, in this company and in others', async () => {
    const { company, ada } = await world()
    const bob = await signedIn(company, await company.user())
    const eve = await (await world()).ada
    await ada.does(chooseTimeZone, { timeZone: 'Europe/Madrid' })
    for (const other of [bob, eve]) expect((await other.does(exportProfile)).timeZone).toBeNull()
  })

  test('of the company is changed by who may change settings', async () => {
    const { company, ada } = await world()
    const bob = await signedIn(company, await company.user())
    const before = (await snapshot(company.id)).companies
    expect((await refusal(bob.does(changeTimeZone, { timeZone: 'Europe/Madrid' }))).code).toBe('forbidden')
    expect((await snapshot(company.id)).companies).toEqual(before)
    await ada.does(changeTimeZone, { timeZone: 'Europe/Madrid' })
    expect((await snapshot(company.id)).companies).not.toEqual(before)
  })
})

/** Clocks are changed on this day in Madrid, which has 25 hours: the people were created in its first and its last one. */
const autumn = async () => {
  const made = await world()
  const { company } = made
  const moments = { first: '2025-10-25T22:30:00Z', last: '2025-10-26T22:30:00Z', after: '2025-10-26T23:30:00Z' }
  for (const [name, at] of Object.entries(moments)) {
    const { id } = await company.user({ name })
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update users set created_at = ${at} where id = ${id}`))
  }
  return made
}

describe('Days are those of the reader', () => {
  const day = { createdFrom: '2025-10-26', createdTo: '2025-10-26' }

  test.each([
    ['Europe/Madrid', ['first', 'last']],
    ['UTC', ['after', 'last']],
    ['America/Sao_Paulo', ['after', 'last']],
    ['Asia/Tokyo', ['first']],
  ])('in lists, files, and what is said of them: %s', async (timeZone, names) => {
    const { company, ada } = await autumn()
    await ada.does(chooseTimeZone, { timeZone })
    const { users } = await ada.does(listUsers, day)
    expect(users.map(({ name }) => name)).toEqual(names)
    const file = await exportFile(exportUsers, ada.caller, { ...day, format: 'csv' })
    const lines = (await new Response(file.content).text()).trim().split('\r\n').slice(1)
    expect(lines.map(line => line.split(',')[0])).toEqual(names)
    for (const line of lines) expect(line).toContain(timeZone === 'UTC' ? '2025-10-26T' : ',2025-10-26T')
    const listed = (await auditTrail(company.id)).find(({ event }) => event === 'users.listed')
    expect(listed?.data.filters).toEqual({ ...day, ...(timeZone !== 'UTC' && { timeZone }) })
  })

  test('in the audit log and its file, or those of the time zone that is asked for', async () => {
    const { ada } = await world()
    await ada.does(listUsers)
    // One after which it is tomorrow there and one before which it is yesterday.
    const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const
    const now = new Date()
    for (const timeZone of zones) {
      const today = dayOf(now, timeZone)
      for (const [from, found] of [
        [today, true],
        [addDays(today, 1), false],
      ] as const) {
        const { events } = await ada.does(listAuditEvents, { from, timeZone })
        expect(events.some(({ event }) => event === 'users.listed')).toBe(found)
      }
    }
    await ada.does(chooseTimeZone, { timeZone: zones[0] })
    expect(await ada.does(listAuditEventsPage)).toMatchObject({ timeZone: zones[0], ownTimeZone: zones[0] })
    expect(await ada.does(listAuditEventsPage, { timeZone: 'UTC' })).toMatchObject({
      timeZone: 'UTC',
      ownTimeZone: zones[0],
    })
    const first = async (input: object) => {
      const file = await exportFile(exportAuditEvents, ada.caller, { ...input, format: 'csv' })
      return (await new Response(file.content).text()).split('\r\n')[1]!.split(',')[0]
    }
    expect(await first({})).toMatch(/\+14:00$/)
    expect(await first({ timeZone: 'UTC' })).toMatch(/Z$/)
  })

  test('on the dashboard, whose days lead to the same events', async () => {
    const { ada } = await world()
    await ada.does(chooseTimeZone, { timeZone: 'Pacific/Kiritimati' })
    const { signIns, changes } = await ada.does(viewDashboard)
    expect(signIns?.at(-1)?.to).toBe(dayOf(new Date(), 'Pacific/Kiritimati'))
    for (const { day: of, at } of changes!) expect(of).toBe(dayOf(at, 'Pacific/Kiritimati'))
  })
})

test('A file breaks off where its reader’s days become others', async () => {
  const { company, ada } = await world()
  await seedBulk({ slug: company.slug, users: 4 * EXPORT_ROWS, groups: 1, events: 1 })
  const file = await exportFile(exportUsers, ada.caller, { format: 'csv' })
  const reader = file.content.getReader()
  await reader.read()
  await ada.does(chooseTimeZone, { timeZone: 'Europe/Madrid' })
  const rest = async () => {
    while (!(await reader.read()).done);
  }
  await expect(rest()).rejects.toThrow('Your time zone was changed meanwhile.')
  const whole = await exportFile(exportUsers, ada.caller, { format: 'csv' })
  expect((await new Response(whole.content).text()).trim().split('\r\n').length).toBeGreaterThan(4 * EXPORT_ROWS)
})

test('An exception ends with the last day of the company’s time zone, whoever grants it', async () => {
  const { company, ada } = await world()
  const bobs = await company.user()
  await ada.does(changeTimeZone, { timeZone: 'Pacific/Kiritimati' })
  await ada.does(chooseTimeZone, { timeZone: 'Pacific/Pago_Pago' })
  const today = dayOf(new Date(), 'Pacific/Kiritimati')
  const asked = { userId: bobs.id, reason: 'A new phone is on its way.' }
  for (const until of [addDays(today, -1), addDays(today, 91)])
    expect((await refusal(ada.does(grantExemption, { ...asked, until }))).fields).toHaveProperty('until')
  await ada.does(grantExemption, { ...asked, until: today })
  const [found] = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ until: Date }>(sql`select until from second_factor_exemptions where user_id = ${bobs.id}`),
  )
  expect(new Date(found!.until)).toEqual(endOf(today, 'Pacific/Kiritimati'))
  expect(beginningOf(addDays(today, 1), 'Pacific/Kiritimati')).toEqual(endOf(today, 'Pacific/Kiritimati'))
})
