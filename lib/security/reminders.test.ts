import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { exemptionsIn } from '@/db/repositories/exemptions'
import { totpFactors } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { changeGroupSecondFactor } from '@/lib/groups/commands'
import { renderMail } from '@/lib/platform/mail/render'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { changeSecurity } from './commands'
import { sendReminder, reminderTimes } from './reminders'

const DAY_MS = 86_400_000

const reminded = (company: MadeCompany) =>
  inCompany(company.id, async ({ tx }) => {
    const rows = await tx.execute<{ user_id: string }>(
      sql`select user_id from mail_messages where template = 'second-factor-reminder' order by id`,
    )
    return rows.map(row => row.user_id)
  })

test('Reminders are due at half time and the day before, as far as these lie ahead and apart', () => {
  const since = new Date('2026-05-01T12:00:00Z')
  const day = (number: number) => new Date(since.getTime() + number * DAY_MS)
  expect(reminderTimes(since, 8, since)).toEqual({ halfTime: day(4), dayBefore: day(7) })
  expect(reminderTimes(since, 2, since)).toEqual({ halfTime: day(1) })
  expect(reminderTimes(since, 1, since)).toEqual({ halfTime: day(0.5) })
  expect(reminderTimes(since, 0, since)).toEqual({})
  expect(reminderTimes(since, 8, day(5))).toEqual({ dayBefore: day(7) })
})

describe('A reminder', () => {
  const world = async () => {
    const company = await makeCompany()
    const group = await company.group()
    const ada = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const [bob, cy, dee] = [
      await company.user({ groups: [group] }),
      await company.user({ groups: [group] }),
      await company.user({ groups: [group] }),
    ]
    await company.user({ groups: [group], status: 'inactive' })
    await inCompany(company.id, ({ companyId, tx }) =>
      tx.insert(totpFactors).values({ companyId, userId: cy.id, sealedSecret: 'x', confirmedAt: new Date() }),
    )
    return { company, group, ada, bob, dee }
  }

  test('goes to those of the group who are active and still lack one, once', async () => {
    const { company, group, ada, bob, dee } = await world()
    await ada.does(changeGroupSecondFactor, { groupId: group.id, required: true, graceDays: 8 })
    await sendReminder(company.id, group.id)
    await sendReminder(company.id, group.id)
    expect(await reminded(company)).toEqual([bob.id, dee.id])
  })

  test('goes to everybody without one where the company asks it of all', async () => {
    const { company, ada } = await world()
    await ada.does(changeSecurity, { secondFactor: { required: true, graceDays: 8 }, trial: false })
    await sendReminder(company.id, company.id)
    expect((await reminded(company)).length).toBe(3)
  })

  test('goes to nobody when it is no longer asked for, or the time of grace is over', async () => {
    const { company, group, ada } = await world()
    await sendReminder(company.id, group.id)
    await ada.does(changeGroupSecondFactor, { groupId: group.id, required: true, graceDays: 0 })
    await sendReminder(company.id, group.id)
    expect(await reminded(company)).toEqual([])
  })

  test('tells who has an exception when that ends', async () => {
    const { company, group, ada, bob } = await world()
    await ada.does(changeGroupSecondFactor, { groupId: group.id, required: true, graceDays: 0 })
    const until = new Date(Date.now() + DAY_MS)
    await inCompany(company.id, scope =>
      exemptionsIn(scope).grant({ userId: bob.id, reason: 'A new phone.', until, grantedBy: bob.id }),
    )
    await sendReminder(company.id, group.id)
    expect(await reminded(company)).toEqual([bob.id])
  })

  test('says until when, and where', async () => {
    const mail = await renderMail('second-factor-reminder', {
      company: 'Acme Corp',
      until: '2026-05-04T12:00:00.000Z',
      url: 'http://127.0.0.1:3000/acme-corp/profile',
    })
    expect(mail.subject).toBe('Set up two-factor authentication for Acme Corp')
    expect(mail.text).toContain('4 May 2026 at 12:00 UTC')
    expect(mail.text).toContain('http://127.0.0.1:3000/acme-corp/profile')
  })
})
