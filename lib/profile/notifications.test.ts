import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { runBulk } from '@/lib/bulk/commands'
import { changeMembers } from '@/lib/groups/commands'
import { executePublic } from '@/lib/operation/run'
import { signIn } from '@/lib/sign-in/commands'
import { makeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { mails } from '@/testing/second-factor'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { changePassword, updateNotifications } from './commands'
import { viewProfile } from './queries'

const PASSWORD = 'correct horse battery staple'
const NONE = { newDevice: false, groupChanges: false }
const ALL = { newDevice: true, groupChanges: true }

const templates = async (company: Awaited<ReturnType<typeof makeCompany>>) =>
  (await mails(company)).map(({ template, to }) => [template, to])

describe('Mails that one may do without', () => {
  test('are about new devices, but not about groups, before somebody chooses; the choice is theirs alone', async () => {
    const company = await makeCompany()
    const [ada, bob] = [await company.user(), await company.user()]
    const [asAda, asBob] = [await signedIn(company, ada), await signedIn(company, bob)]
    expect((await asAda.does(viewProfile)).notifications).toEqual({ newDevice: true, groupChanges: false })
    await asAda.does(updateNotifications, NONE)
    await asAda.does(updateNotifications, { newDevice: false, groupChanges: true })
    expect((await asAda.does(viewProfile)).notifications).toEqual({ newDevice: false, groupChanges: true })
    expect((await asBob.does(viewProfile)).notifications).toEqual({ newDevice: true, groupChanges: false })
    const chosen = (await auditTrail(company.id)).filter(({ event }) => event === 'profile.notifications_changed')
    expect(chosen.map(({ data }) => data)).toEqual([
      { changes: { newDevice: { from: 'yes', to: 'no' } } },
      { changes: { groupChanges: { from: 'no', to: 'yes' } } },
    ])
  })

  test('are chosen by who has lately shown who they are', async () => {
    const company = await makeCompany()
    const ada = await company.user()
    const asAda = await signedIn(company, ada)
    await inCompany(company.id, ({ tx }) =>
      tx.execute(sql`update sessions set stepped_up_at = now() - interval '1 hour'`),
    )
    const before = (await snapshot(company.id)).users
    expect(await refusalCode(asAda.does(updateNotifications, NONE))).toBe('step_up_required')
    expect((await snapshot(company.id)).users).toEqual(before)
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update sessions set stepped_up_at = now()`))
    await asAda.does(updateNotifications, NONE)
  })

  test('tell of a new device who wants to know, and nobody else', async () => {
    const company = await makeCompany()
    const [ada, bob] = [await company.user({ password: PASSWORD }), await company.user({ password: PASSWORD })]
    await (await signedIn(company, bob)).does(updateNotifications, NONE)
    for (const { email } of [ada, bob])
      for (let times = 0; times < 2; times += 1)
        await executePublic(signIn, request(), { company: company.slug, email, password: PASSWORD })
    expect(await templates(company)).toEqual([['new-device', ada.email]])
  })

  test('tell of groups who wants to know: by hand and in bulk, once for all of a change, and not of what one does oneself', async () => {
    const company = await makeCompany()
    const [developers, marketing] = [
      await company.group({ name: 'Developers' }),
      await company.group({ name: 'Marketing' }),
    ]
    const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
    const [bob, eve] = [await company.user(), await company.user({ groups: [marketing] })]
    const asAda = await signedIn(company, ada)
    for (const person of [ada, bob]) await (await signedIn(company, person)).does(updateNotifications, ALL)
    await asAda.does(changeMembers, {
      add: [bob, eve, ada].map(({ id: userId }) => ({ groupId: developers.id, userId })),
      remove: [{ groupId: marketing.id, userId: eve.id }],
    })
    // Once more, which changes nothing.
    await asAda.does(changeMembers, { add: [{ groupId: developers.id, userId: bob.id }], remove: [] })
    await asAda.does(runBulk, { act: 'remove', groupId: developers.id, people: [ada.id, bob.id, eve.id] })
    const [mail, bulk, ...others] = await mails(company)
    expect([mail?.template, mail?.to, others]).toEqual(['groups-changed', bob.email, []])
    expect(JSON.parse(mail!.content)).toMatchObject({ by: 'Ada', added: ['Developers'], removed: [] })
    expect([bulk?.template, bulk?.to]).toEqual(['groups-changed', bob.email])
    expect(JSON.parse(bulk!.content)).toMatchObject({ by: 'Ada', added: [], removed: ['Developers'] })
  })
})

test('Mails that matter to security come whatever somebody chose', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password: PASSWORD })
  const asAda = await signedIn(company, ada)
  await asAda.does(updateNotifications, NONE)
  const newPassword = 'an entirely new pass phrase'
  await asAda.does(changePassword, { currentPassword: PASSWORD, newPassword, repeatedPassword: newPassword })
  expect(await templates(company)).toEqual([['password-changed', ada.email]])
})
