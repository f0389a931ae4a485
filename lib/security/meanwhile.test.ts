import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { meanwhileOf } from '@/lib/kernel/errors'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { changeSecurity, revertSecurity } from './commands'
import { previewSecurity, viewSecurity } from './queries'
import { endTrial } from './trial'

const twoAdministrators = async () => {
  const company = await makeCompany()
  const one = async (name: string) => signedIn(company, await company.user({ name, groups: [company.administrators] }))
  return { company, ada: await one('Ada'), grace: await one('Grace') }
}

const endTime = (company: MadeCompany) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update companies set security_reverts_at = now() - interval '1 second'`),
  )

const sessions = (idleMinutes: number) => ({ sessions: { idleMinutes, absoluteHours: 12 } })
const risky = { networks: ['192.0.2.0/24'] }

describe('Security settings of two who look at them at once', () => {
  test('are told already when the second looks at what the change would mean', async () => {
    const { company, ada, grace } = await twoAdministrators()
    const { version } = await grace.does(viewSecurity)
    await ada.does(changeSecurity, sessions(30))
    const before = await snapshot(company.id)
    const error = await refusal(grace.does(previewSecurity, { ...sessions(45), version }))
    expect([error.code, meanwhileOf(error)]).toEqual([
      'changed_meanwhile',
      {
        version: version + 1,
        own: false,
        by: 'Ada',
        at: expect.any(String),
        fields: [{ field: 'sessions.idleMinutes', yours: 45, theirs: 30 }],
      },
    ])
    expect(await snapshot(company.id)).toEqual(before)
    const seen = await grace.does(previewSecurity, { ...sessions(45), version: version + 1 })
    expect(seen.version).toBe(version + 1)
    await grace.does(changeSecurity, { ...sessions(45), version: seen.version })
    expect((await ada.does(viewSecurity)).settings.sessions.idleMinutes).toBe(45)
  })

  test('name only rules of the parts that are sent', async () => {
    const { ada, grace } = await twoAdministrators()
    const { version } = await grace.does(viewSecurity)
    await ada.does(changeSecurity, sessions(30))
    const error = await refusal(grace.does(changeSecurity, { trustedDevices: false, version }))
    expect(meanwhileOf(error)?.fields).toEqual([{ field: 'trustedDevices', yours: false, theirs: true }])
  })

  test('have another version when a trial begins, and another when it ends by time, written back or not', async () => {
    const { company, ada, grace } = await twoAdministrators()
    const first = (await grace.does(viewSecurity)).version
    const tried = await ada.does(changeSecurity, risky)
    expect(tried.version).toBe(first + 1)
    await endTime(company)
    const over = (await grace.does(viewSecurity)).version
    expect(over).toBe(first + 2)
    await endTrial(company.id)
    expect((await grace.does(viewSecurity)).version).toBe(over)
    const attempt = grace.does(changeSecurity, { ...sessions(30), version: tried.version })
    expect(meanwhileOf(await refusal(attempt))).toMatchObject({ version: over, by: undefined, own: false })
    expect((await grace.does(changeSecurity, { ...sessions(30), version: over })).version).toBe(over + 1)
  })

  test('that were seen after the time of a trial are changed before anybody has written it back', async () => {
    const { company, ada, grace } = await twoAdministrators()
    await ada.does(changeSecurity, risky)
    await endTime(company)
    const { version } = await grace.does(viewSecurity)
    expect((await grace.does(changeSecurity, { ...sessions(30), version })).version).toBe(version + 1)
  })

  test('have another version when somebody takes a trial back', async () => {
    const { ada, grace } = await twoAdministrators()
    const { version } = await ada.does(changeSecurity, risky)
    await grace.does(revertSecurity)
    expect(await refusalCode(ada.does(changeSecurity, { ...sessions(30), version }))).toBe('changed_meanwhile')
    expect((await ada.does(viewSecurity)).version).toBe(version + 1)
  })
})
