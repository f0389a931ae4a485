import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { MOST_GROUPS } from '@/db/repositories/groups'
import { MOST_WAITING } from '@/db/repositories/imports'
import { MOST_PERMISSIONS, permissionsIn } from '@/db/repositories/permissions'
import { MOST_SESSIONS, sessionsIn } from '@/db/repositories/sessions'
import { groups, permissions as permissionsTable } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { createGroup, deleteGroup } from '@/lib/groups/commands'
import { reviewImport, startImport } from '@/lib/imports/commands'
import { listImports } from '@/lib/imports/queries'
import { resendInvitation } from '@/lib/invitations/commands'
import { sendTestMail } from '@/lib/mail/commands'
import { createPermission } from '@/lib/permissions/commands'
import { listPermissions } from '@/lib/permissions/queries'
import { beginSession } from '@/lib/sessions/begin-session'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, request, signedIn } from '@/testing/run-as'
import { snapshot } from '@/testing/snapshot'

// What somebody who is signed in could make grow without end.

const office = async () => {
  const company = await makeCompany()
  const user = await company.user({ groups: [company.administrators] })
  return { company, user, ada: await signedIn(company, user) }
}
type Company = Awaited<ReturnType<typeof office>>['company']

const count = async (company: Company, table: string): Promise<number> => {
  const [row] = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ rows: number }>(
      sql`select count(*)::int as rows from ${sql.identifier(table)} where company_id = ${company.id}`,
    ),
  )
  return row!.rows
}

test('A company has at most 10,000 groups, and a deleted one makes room', async () => {
  const { company, ada } = await office()
  const missing = MOST_GROUPS - (await count(company, 'groups'))
  const rows = Array.from({ length: missing }, (_, n) => ({
    companyId: company.id,
    name: `Group ${n + 1}`,
    nameKey: `group ${n + 1}`,
    slug: `group-${n + 1}`,
  }))
  await inCompany(company.id, ({ tx }) => tx.insert(groups).values(rows))
  const before = await count(company, 'groups')
  const one = { name: 'One more', slug: 'one-more', description: '' }
  expect(await refusal(ada.does(createGroup, one))).toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/10,000 groups\. Delete/),
  })
  expect(await count(company, 'groups')).toBe(before)
  const [group] = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ id: string }>(sql`select id from groups where company_id = ${company.id} and slug = 'group-1'`),
  )
  await ada.does(deleteGroup, { groupId: group!.id })
  await ada.does(createGroup, one)
})

test('A company has at most 2,000 permissions', async () => {
  const { company, ada } = await office()
  const missing = MOST_PERMISSIONS - 1 - (await count(company, 'permissions'))
  const rows = Array.from({ length: missing }, (_, n) => ({
    companyId: company.id,
    resource: 'things',
    action: `act-${n + 1}`,
    description: '',
  }))
  await inCompany(company.id, ({ tx }) => tx.insert(permissionsTable).values(rows))
  await ada.does(createPermission, { resource: 'things', action: 'last', description: '' })
  expect(
    await refusal(ada.does(createPermission, { resource: 'things', action: 'more', description: '' })),
  ).toMatchObject({ code: 'conflict' })
  expect(await count(company, 'permissions')).toBe(MOST_PERMISSIONS)
  // As an upgrade does, which brings some of Console's own.
  await inCompany(company.id, scope =>
    permissionsIn(scope).insertMany([{ resource: 'zoo', action: 'open', description: '', builtIn: true }]),
  )
  const { permissions } = await ada.does(listPermissions)
  expect(permissions.map(({ action }) => action)).toEqual(expect.arrayContaining(['open', 'last']))
  expect(permissions).toHaveLength(MOST_PERMISSIONS + 1)
})

test('A person has at most 50 sessions: the one used longest ago ends for a new one, and half a sign-in ends none', async () => {
  const { company, user, ada } = await office()
  for (let n = 1; n < MOST_SESSIONS; n++) await company.session(user)
  const live = () => inCompany(company.id, scope => sessionsIn(scope).liveOf(user.id))
  const oldest = (await live()).at(-1)!.id
  expect((await live()).length).toBe(MOST_SESSIONS)
  await inCompany(company.id, scope =>
    sessionsIn(scope).insert({
      userId: user.id,
      tokenHash: 'half',
      expiresAt: new Date(Date.now() + 60_000),
      method: 'password',
      pending: true,
    }),
  )
  expect((await live()).at(-1)!.id).toBe(oldest)
  const recorded: unknown[] = []
  await inCompany(company.id, scope =>
    beginSession({
      scope,
      record: (event, facts) => recorded.push([event, facts]),
      request: request(),
      userId: user.id,
      method: 'password',
    }),
  )
  expect([(await live()).length, (await live()).some(({ id }) => id === oldest)]).toEqual([MOST_SESSIONS, false])
  expect(recorded).toContainEqual(['session.ended', { sessionId: oldest, own: true }])
  expect(await refusalCode(ada.does(listImports))).toBe('unauthenticated')
})

test('Of reviewed files that nobody started the newest 20 are kept; what was started stays', async () => {
  const { company, ada } = await office()
  const review = (n: number) => ada.does(reviewImport, { fileName: `${n}.csv`, content: `email\np${n}@example.com\n` })
  const { id: started } = await review(0)
  await ada.does(startImport, { importId: started, createGroups: false, message: '', expiryDays: 7 })
  for (let n = 1; n <= MOST_WAITING + 2; n++) await review(n)
  const kept = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ file: string }>(
      sql`select file_name as file from imports where company_id = ${company.id} order by created_at`,
    ),
  )
  expect(kept.map(({ file }) => file)).toEqual([
    '0.csv',
    ...Array.from({ length: MOST_WAITING }, (_, n) => `${n + 3}.csv`),
  ])
  expect(await count(company, 'import_rows')).toBe(MOST_WAITING + 1)
})

test('An invitation is sent again 5 times an hour, and another one meanwhile', async () => {
  const { company, user, ada } = await office()
  const [one, other] = [await company.invitation({ by: user }), await company.invitation({ by: user })]
  for (let n = 0; n < 5; n++) await ada.does(resendInvitation, { invitationId: one.id })
  const before = await snapshot(company.id)
  expect(await refusal(ada.does(resendInvitation, { invitationId: one.id }))).toMatchObject({
    code: 'too_often',
    status: 429,
    retryAfter: expect.any(Number),
  })
  expect(await snapshot(company.id)).toEqual(before)
  await ada.does(resendInvitation, { invitationId: other.id })
})

test('A person sends themselves 60 test mails an hour, and somebody else theirs', async () => {
  const { company, ada } = await office()
  for (let n = 0; n < 60; n++) await ada.does(sendTestMail)
  expect(await refusalCode(ada.does(sendTestMail))).toBe('too_often')
  expect(await count(company, 'mail_messages')).toBe(60)
  await (await signedIn(company, await company.user({ groups: [company.administrators] }))).does(sendTestMail)
})
