import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { sessionsIn } from '@/db/repositories/sessions'
import { throttlesIn } from '@/db/repositories/throttles'
import { inCompany } from '@/db/scope'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { executePublic } from '@/lib/operation/run'
import { viewSecurityPage } from '@/lib/security/queries'
import { signIn } from '@/lib/sign-in/commands'
import { reserveAttempt } from '@/lib/throttling/throttle'
import { liftThrottle } from '@/lib/users/commands'
import { viewUserPage } from '@/lib/users/queries'
import { queuedEmails } from '@/testing/emails'
import { makeCompany } from '@/testing/factories'
import { refusalCode, request, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'
import { rememberKnownDevice } from './known-device'

const password = 'correct horse battery staple'

test('A person is told by mail of a sign-in on a new device, but not of their first, nor of one on a device they used before', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password })
  const credentials = { company: company.slug, email: ada.email, password }
  const on = (deviceToken?: string) =>
    executePublic(
      signIn,
      { ...request(), ip: '192.0.2.7', deviceTokens: deviceToken ? [deviceToken] : [] },
      credentials,
    )
  const emails = () => queuedEmails(company.id, 'new-device')

  const { deviceToken } = await on()
  await on(deviceToken)
  await expect(executePublic(signIn, request(), { ...credentials, password: 'wrong' })).rejects.toMatchObject({
    code: 'wrong_credentials',
  })
  expect(await emails()).toEqual([])

  await on(newToken())
  expect(await emails()).toMatchObject([{ to: ada.email, company: company.name, ip: '192.0.2.7' }])
})

test('Whoever may change people sees how long a person has to wait, and can end it', async () => {
  const company = await makeCompany()
  const [ada, bea] = [await company.user({ password }), await company.user({ password })]
  const boss = await signedIn(company, await company.user({ groups: [company.administrators] }))
  const fail = (userId: string) =>
    inCompany(company.id, scope =>
      reserveAttempt(scope, 'password', { account: 'typed', userId }, { ...request(), ip: null }),
    )
  const waitOf = async (userId: string) => (await boss.does(viewUserPage, { userId })).wait
  const listed = async (reader: typeof boss) =>
    (await reader.does(viewSecurityPage)).waiting?.map(({ userId }) => userId).sort()
  const clerk = await signedIn(
    company,
    await company.user({ groups: [await company.group({ grants: ['settings:read'] })] }),
  )
  expect([await listed(boss), await listed(clerk)]).toEqual([[], undefined])
  for (const person of [ada, bea]) for (let failures = 0; failures < 5; failures++) await fail(person.id)

  expect(await waitOf(ada.id)).toMatchObject({ until: expect.any(Date), failures: 5 })
  expect(await inCompany(company.id, scope => throttlesIn(scope).waitingAccounts(10))).toEqual([{ count: 2 }])
  expect(await listed(boss)).toEqual([ada.id, bea.id].sort())
  await boss.does(liftThrottle, { userId: ada.id })
  expect(await waitOf(ada.id)).toBeUndefined()
  expect(await listed(boss)).toEqual([bea.id])
  expect(await waitOf(bea.id)).toBeDefined()
  expect((await fail(ada.id)).allowed).toBe(true)
  expect((await fail(bea.id)).allowed).toBe(false)

  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`update throttles set blocked_until = 'infinity', failures = 100 where blocked_until > now()`),
  )
  expect((await boss.does(viewSecurityPage)).waiting).toEqual([
    { userId: bea.id, name: bea.name, until: null, failures: 100, count: 1 },
  ])
})

test('Nobody ends a wait of their own, nor of somebody who has what they have not', async () => {
  const company = await makeCompany()
  const [ada, bob] = [await company.user({ groups: [company.administrators] }), await company.user()]
  const helper = await company.user({
    groups: [await company.group({ grants: ['users:read', 'users:manage-credentials'] })],
  })
  const asHelper = await signedIn(company, helper)
  for (const person of [ada, bob, helper]) {
    for (let failures = 0; failures < 6; failures++)
      await inCompany(company.id, scope =>
        reserveAttempt(scope, 'step_up', { account: 'typed', userId: person.id }, request()),
      )
  }
  const waiting = async () => (await snapshot(company.id)).throttles
  const before = await waiting()
  expect(await refusalCode(asHelper.does(liftThrottle, { userId: ada.id }))).toBe('not_held')
  expect(await refusalCode(asHelper.does(liftThrottle, { userId: helper.id }))).toBe('own_account')
  expect(await waiting()).toEqual(before)
  await asHelper.does(liftThrottle, { userId: bob.id })
  expect(await waiting()).not.toEqual(before)
})

test('A person is known on twenty devices, and the one seen longest ago is forgotten for the next', async () => {
  const company = await makeCompany()
  const ada = await company.user({ password })
  const known = () =>
    inCompany(company.id, ({ tx }) => tx.execute<{ id: string }>(sql`select id from devices order by last_seen_at`))
  const first = await inCompany(company.id, scope => rememberKnownDevice(scope, ada.id, request()))
  for (let number = 0; number < 19; number++)
    await inCompany(company.id, scope => rememberKnownDevice(scope, ada.id, request()))
  expect((await known()).map(({ id }) => id)).toContain(first.id)
  await inCompany(company.id, scope => rememberKnownDevice(scope, ada.id, request()))
  const after = await known()
  expect(after.length).toBe(20)
  expect(after.map(({ id }) => id)).not.toContain(first.id)
})

test('Sessions that were over 90 days ago go with the next one, and failures forgotten 30 days ago with the next attempt', async () => {
  const company = await makeCompany()
  const ada = await company.user()
  const [old, recent] = [await company.session(ada), await company.session(ada)]
  await inCompany(company.id, ({ tx }) =>
    tx.execute(
      sql`update sessions set last_seen_at = now() - interval '91 days', expires_at = now() - interval '91 days' where token_hash = ${hashToken(old.token)}`,
    ),
  )
  await inCompany(company.id, async scope => {
    await sessionsIn(scope).insert({
      userId: ada.id,
      tokenHash: hashToken(newToken()),
      expiresAt: new Date(Date.now() + 60_000),
    })
    await scope.tx.execute(sql`insert into throttles (company_id, key, failures, last_failure_at, blocked_until) values
      (${company.id}, 'account old', 3, now() - interval '31 days', null),
      (${company.id}, 'account closed', 100, now() - interval '31 days', 'infinity'),
      (${company.id}, 'account recent', 3, now() - interval '29 days', null)`)
    await throttlesIn(scope).reserve([{ key: 'account new', free: 5 }])
  })
  const [hashes, keys] = await inCompany(company.id, async ({ tx }) => [
    (await tx.execute<{ token_hash: string }>(sql`select token_hash from sessions`)).map(row => row.token_hash),
    (await tx.execute<{ key: string }>(sql`select key from throttles order by key`)).map(row => row.key),
  ])
  expect(hashes.length).toBe(2)
  expect(hashes).toContain(hashToken(recent.token))
  expect(keys).toEqual(['account closed', 'account new', 'account recent'])
})
