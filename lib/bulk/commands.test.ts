import { and, eq, ne, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { listenToStatements } from '@/db/client'
import { invitations, users } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { changeMembers } from '@/lib/groups/commands'
import { resendInvitation } from '@/lib/invitations/commands'
import type { AnyOperation } from '@/lib/operation/define'
import { flushPermissionUse } from '@/lib/operation/permission-use'
import { viewAccess, viewProfile } from '@/lib/profile/queries'
import { viewReceipt } from '@/lib/users/offboarding-queries'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { seedBulk } from '@/testing/seed'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { runBulk } from './commands'
import { previewBulk, viewBulkResult } from './queries'

async function companyWithAdministrator() {
  const company = await makeCompany()
  const ada = await company.user({
    name: 'Ada',
    email: `ada@${company.slug}.example`,
    groups: [company.administrators],
  })
  return { company, ada, asAda: await signedIn(company, ada) }
}

/** What is asked, without what every such transaction begins and ends with. */
const isAsked = (statement: string): boolean => !/^\s*(begin|commit|set local|discard plans)/i.test(statement)

const count = (company: MadeCompany, statement: ReturnType<typeof sql>): Promise<number> =>
  inCompany(company.id, async ({ tx }) => Number((await tx.execute<{ count: number }>(statement))[0]?.count))

const membersOf = (company: MadeCompany, group: { id: string }) =>
  count(company, sql`select count(*)::int as count from memberships where group_id = ${group.id} and ended_at is null`)

describe('Many people added to a group at once', () => {
  test('are those who were not in it, each with an event, and one for the whole', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance', grants: ['ledger:post'] })
    const [bob, eve] = [await company.user({ name: 'Bob' }), await company.user({ name: 'Eve', groups: [finance] })]
    const input = { act: 'add' as const, groupId: finance.id, people: [bob.id, eve.id] }
    expect(await asAda.does(previewBulk, input)).toMatchObject({
      concerned: 1,
      named: [{ name: 'Bob' }],
      skipped: { already: 1 },
      keys: ['ledger:post'],
      missing: [],
    })
    const { bulkId, ...outcome } = await asAda.does(runBulk, { ...input, expected: 1 })
    expect(outcome).toEqual({ done: 1, skipped: { already: 1 } })
    const trail = (await auditTrail(company.id)).filter(event => event.operation === 'users.bulk')
    expect(trail.map(event => [event.event, event.target_id])).toEqual(
      expect.arrayContaining([
        ['group.member_added', bob.id],
        ['users.bulk_completed', bulkId],
      ]),
    )
    expect(trail).toHaveLength(2)
    expect(await asAda.does(viewBulkResult, { bulkId })).toMatchObject({
      by: 'Ada',
      act: 'add',
      group: { name: 'Finance' },
      done: 1,
      named: [{ id: bob.id, name: 'Bob' }],
    })
  })

  test('are taken out again by undoing it, and only they', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    const [bob, eve] = [await company.user(), await company.user({ groups: [finance] })]
    const { bulkId } = await asAda.does(runBulk, {
      act: 'add' as const,
      groupId: finance.id,
      people: [bob.id, eve.id],
    })
    const undo = await asAda.does(runBulk, { act: 'remove' as const, groupId: finance.id, bulkId })
    expect(undo).toMatchObject({ done: 1, skipped: {} })
    expect(await membersOf(company, finance)).toBe(1)
    await asAda.does(runBulk, { act: 'add' as const, groupId: finance.id, bulkId: undo.bulkId })
    expect(await membersOf(company, finance)).toBe(2)
  })

  test('stay where somebody added them again since, and only the others are taken out', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    const asGrace = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const [bob, eve] = [await company.user({ name: 'Bob' }), await company.user({ name: 'Eve' })]
    const [add, remove] = ['add', 'remove'] as const
    const { bulkId } = await asAda.does(runBulk, { act: add, groupId: finance.id, people: [bob.id, eve.id] })
    const again = [{ groupId: finance.id, userId: bob.id }]
    await asGrace.does(changeMembers, { remove: again })
    await asGrace.does(changeMembers, { add: again })
    const undo = { act: remove, groupId: finance.id, bulkId }
    expect(await asAda.does(previewBulk, undo)).toMatchObject({
      concerned: 1,
      named: [{ name: 'Eve' }],
      leftOut: [{ name: 'Bob', reason: 'changed_since' }],
    })
    expect(await asAda.does(runBulk, undo)).toMatchObject({ done: 1, skipped: { changed_since: 1 } })
    expect(await membersOf(company, finance)).toBe(1)
  })

  test('need somebody who holds what the group grants', async () => {
    const { company } = await companyWithAdministrator()
    const [secret, open] = [await company.group({ grants: ['vault:open'] }), await company.group()]
    const bob = await company.user()
    const helper = await signedIn(company, await company.user({ can: ['users:read', 'groups:update'] }))
    const before = await snapshot(company.id)
    expect(await helper.does(previewBulk, { act: 'add' as const, groupId: secret.id, people: [bob.id] })).toMatchObject(
      {
        missing: ['vault:open'],
      },
    )
    expect(await refusalCode(helper.does(runBulk, { act: 'add' as const, groupId: secret.id, people: [bob.id] }))).toBe(
      'not_held',
    )
    expect(await snapshot(company.id)).toEqual(before)
    await helper.does(runBulk, { act: 'add' as const, groupId: open.id, people: [bob.id] })
  })
})

describe('Many people removed from a group at once', () => {
  test('stay out where somebody added and removed them since, and only the others come back', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    const asGrace = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const [bob, eve, joan] = [
      await company.user({ name: 'Bob', groups: [finance] }),
      await company.user({ name: 'Eve', groups: [finance] }),
      await company.user({ name: 'Joan', groups: [finance] }),
    ]
    const people = [bob.id, eve.id, joan.id]
    const { bulkId } = await asAda.does(runBulk, { act: 'remove' as const, groupId: finance.id, people })
    const [bobs, joans] = [bob, joan].map(({ id }) => ({ groupId: finance.id, userId: id }))
    await asGrace.does(changeMembers, { add: [bobs!, joans!] })
    await asGrace.does(changeMembers, { remove: [bobs!] })
    const undo = { act: 'add' as const, groupId: finance.id, bulkId }
    expect(await asAda.does(runBulk, undo)).toMatchObject({ done: 1, skipped: { changed_since: 1, already: 1 } })
    expect(await membersOf(company, finance)).toBe(2)
  })
})

describe('What an act demands', () => {
  test.each([
    ['add', 'groups:update'],
    ['remove', 'groups:update'],
    ['deactivate', 'users:deactivate'],
    ['resend', 'users:invite'],
  ] as const)('to %s is %s beside seeing people, for the preview and the action', async (act, permission) => {
    const { company, ada } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    const bob = await company.user({ groups: [finance] })
    const invited = await company.invitation({ by: ada })
    const input = { act, groupId: finance.id, people: [act === 'resend' ? invited.userId : bob.id] }
    const all = ['users:read', 'groups:update', 'users:deactivate', 'users:invite']
    const lacking = await signedIn(company, await company.user({ can: all.filter(key => key !== permission) }))
    const before = await snapshot(company.id)
    const alike: AnyOperation[] = [previewBulk, runBulk]
    for (const operation of alike) {
      const error = await refusal(lacking.does(operation, input))
      expect([error.code, 'permission' in error && error.permission]).toEqual(['forbidden', permission])
      expect((await auditTrail(company.id)).at(-1)).toMatchObject({ event: 'operation.refused', data: { permission } })
    }
    expect(await snapshot(company.id)).toEqual(before)
    const able = await signedIn(company, await company.user({ can: ['users:read', permission] }))
    await able.does(previewBulk, input)
    await able.does(runBulk, input)
  })

  test('to cancel what they sent is what cancelling demands by itself', async () => {
    const { company } = await companyWithAdministrator()
    const bob = await company.user()
    const helper = await signedIn(company, await company.user({ can: ['users:read', 'users:deactivate'] }))
    const before = await snapshot(company.id)
    expect(
      await refusalCode(
        helper.does(runBulk, { act: 'deactivate' as const, people: [bob.id], cancelInvitations: true }),
      ),
    ).toBe('forbidden')
    expect(await snapshot(company.id)).toEqual(before)
    await helper.does(runBulk, { act: 'deactivate' as const, people: [bob.id] })
  })
})

describe('Many people deactivated at once', () => {
  test('are signed out, without oneself and without who is not active, each with a receipt', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const [bob, gone] = [await company.user({ can: ['vault:open'] }), await company.user({ status: 'inactive' })]
    const asBob = await signedIn(company, bob)
    await company.invitation({ by: bob })
    const people = [ada.id, bob.id, gone.id]
    expect(await asAda.does(previewBulk, { act: 'deactivate' as const, people })).toMatchObject({
      concerned: 1,
      skipped: { oneself: 1, not_active: 1 },
      lastHeld: ['vault:open'],
      invitations: 1,
    })
    const { bulkId, done } = await asAda.does(runBulk, {
      act: 'deactivate' as const,
      people,
      reason: 'The project is over.',
      cancelInvitations: true,
    })
    expect(done).toBe(1)
    expect(await asAda.does(viewBulkResult, { bulkId })).toMatchObject({
      done: 1,
      named: [{ id: bob.id, name: bob.name }],
    })
    expect(await refusalCode(asBob.does(viewProfile))).toBe('unauthenticated')
    const { receipt } = await asAda.does(viewReceipt, { userId: bob.id })
    expect(receipt).toMatchObject({
      ended: { sessions: 1, passwordResets: 0, signInCodes: 0 },
      invitationsCancelled: 1,
      reasonGiven: true,
      lastHeld: ['vault:open'],
    })
    await asAda.does(viewProfile)
  })

  test('by somebody who is no administrator leave the administrators in place, who are named with the reason', async () => {
    const { company, ada } = await companyWithAdministrator()
    const [bea, bob] = [await company.user({ groups: [company.administrators] }), await company.user()]
    const helper = await signedIn(company, await company.user({ can: ['users:read', 'users:deactivate'] }))
    const people = [ada.id, bea.id, bob.id]
    const preview = await helper.does(previewBulk, { act: 'deactivate' as const, people })
    expect(preview).toMatchObject({ concerned: 1, skipped: { not_held: 2 } })
    expect(preview.leftOut.map(({ id, reason }) => `${id} ${reason}`).sort()).toEqual(
      [`${ada.id} not_held`, `${bea.id} not_held`].sort(),
    )
    expect(await helper.does(runBulk, { act: 'deactivate' as const, people })).toMatchObject({
      done: 1,
      skipped: { not_held: 2 },
    })
    await (await signedIn(company, ada)).does(viewAccess)
    const another = await signedIn(company, await company.user({ groups: [company.administrators] }))
    expect(await another.does(runBulk, { act: 'deactivate' as const, people })).toMatchObject({ done: 2 })
  })
})

describe('What the preview of a deactivation says would be lost', () => {
  test('is of those whom it would be done to: who is left out keeps what they have and what they sent', async () => {
    const { company, ada } = await companyWithAdministrator()
    const bob = await company.user({ can: ['vault:open'] })
    await company.invitation({ by: ada })
    await company.invitation({ by: bob })
    const helper = await signedIn(company, await company.user({ can: ['users:read', 'users:deactivate'] }))
    expect(await helper.does(previewBulk, { act: 'deactivate' as const, people: [ada.id, bob.id] })).toMatchObject({
      concerned: 1,
      skipped: { not_held: 1 },
      lastHeld: ['vault:open'],
      invitations: 1,
    })
    expect(await helper.does(previewBulk, { act: 'deactivate' as const, people: [ada.id] })).toMatchObject({
      concerned: 0,
      lastHeld: [],
      invitations: 0,
    })
    const another = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const all = await another.does(previewBulk, { act: 'deactivate' as const, people: [ada.id, bob.id] })
    expect(all).toMatchObject({ concerned: 2, lastHeld: ['vault:open'], invitations: 2 })
  })
})

describe('The last administrator', () => {
  test('is not removed in bulk either, and goes when another is there', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const input = { act: 'remove' as const, groupId: company.administrators.id, people: [ada.id] }
    const before = await snapshot(company.id)
    expect(await asAda.does(runBulk, input)).toMatchObject({
      done: 0,
      skipped: { last_administrator: 1 },
    })
    expect(await snapshot(company.id)).toEqual(before)
    await company.user({ groups: [company.administrators] })
    expect(await asAda.does(runBulk, input)).toMatchObject({ done: 1 })
  })
})

describe('Many invitations sent again', () => {
  test('get a new link each, and those whose groups grant more than one has do not', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const vault = await company.group({ grants: ['vault:open'] })
    const [plain, powerful] = [
      await company.invitation({ by: ada }),
      await company.invitation({ by: ada, groups: [vault] }),
    ]
    const bob = await company.user()
    const people = [plain.userId, powerful.userId, bob.id]
    const helper = await signedIn(company, await company.user({ can: ['users:read', 'users:invite'] }))
    const hashes = () =>
      inCompany(
        company.id,
        async ({ tx }) =>
          new Map(
            (await tx.execute<{ id: string; token_hash: string }>(sql`select id, token_hash from invitations`)).map(
              row => [row.id, row.token_hash],
            ),
          ),
      )
    const before = await hashes()
    const { bulkId, ...outcome } = await helper.does(runBulk, { act: 'resend' as const, people })
    expect(outcome).toEqual({ done: 1, skipped: { not_held: 1, not_invited: 1 } })
    expect(await helper.does(viewBulkResult, { bulkId })).toMatchObject({
      act: 'resend',
      named: [{ id: plain.userId }],
    })
    const after = await hashes()
    expect(after.get(plain.id)).not.toBe(before.get(plain.id))
    expect(after.get(powerful.id)).toBe(before.get(powerful.id))
    expect(await asAda.does(runBulk, { act: 'resend' as const, people })).toMatchObject({ done: 2 })
    const waiting = await count(company, sql`select count(*)::int as count from mail_messages where state = 'queued'`)
    expect(waiting).toBe(2)
  })

  test('leave out whoever got five within the last hour, by this way and by the other together', async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    const [often, once] = [await company.invitation({ by: ada }), await company.invitation({ by: ada })]
    const again = (people: string[]) =>
      asAda.does(runBulk, { act: 'resend' as const, people }).then(({ done, skipped }) => ({ done, skipped }))
    for (let times = 0; times < 2; times++) await asAda.does(resendInvitation, { invitationId: often.id })
    for (let times = 0; times < 3; times++) expect(await again([often.userId])).toEqual({ done: 1, skipped: {} })
    expect(await again([often.userId, once.userId])).toEqual({ done: 1, skipped: { too_often: 1 } })
    expect(await refusalCode(asAda.does(resendInvitation, { invitationId: often.id }))).toBe('too_often')
  })
})

describe('What was looked at and what is done', () => {
  test('are the same number of people, or nothing is done', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    const bob = await company.user({ name: 'Matching Bob' })
    const input = { act: 'add' as const, groupId: finance.id, all: 'yes' as const, q: 'matching' }
    const { concerned } = await asAda.does(previewBulk, input)
    await company.user({ name: 'Matching Eve' })
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(runBulk, { ...input, expected: concerned }))).toBe('conflict')
    expect(await snapshot(company.id)).toEqual(before)
    await asAda.does(changeMembers, { add: [{ groupId: finance.id, userId: bob.id }] })
    expect(await asAda.does(runBulk, { ...input, expected: concerned })).toMatchObject({ done: 1 })
  })

  test('are the same people, or nothing is done', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const finance = await company.group({ name: 'Finance' })
    const bob = await company.user({ name: 'Matching Bob' })
    const input = { act: 'add' as const, groupId: finance.id, all: 'yes' as const, q: 'matching' }
    const { concerned, fingerprint } = await asAda.does(previewBulk, input)
    await company.user({ name: 'Matching Eve' })
    await asAda.does(changeMembers, { add: [{ groupId: finance.id, userId: bob.id }] })
    const before = await snapshot(company.id)
    expect(await refusalCode(asAda.does(runBulk, { ...input, expected: concerned, fingerprint }))).toBe('conflict')
    expect(await snapshot(company.id)).toEqual(before)
    const again = await asAda.does(previewBulk, input)
    expect(
      await asAda.does(runBulk, { ...input, expected: again.concerned, fingerprint: again.fingerprint }),
    ).toMatchObject({ done: 1 })
  })

  test('are chosen one way: by hand, or all who match', async () => {
    const { company, asAda } = await companyWithAdministrator()
    const bob = await company.user()
    for (const ways of [{}, { people: [] }, { people: [bob.id], all: 'yes' as const }]) {
      expect((await refusal(asAda.does(runBulk, { act: 'deactivate' as const, ...ways }))).fields).toHaveProperty(
        'people',
      )
    }
    expect((await refusal(asAda.does(runBulk, { act: 'add' as const, people: [bob.id] }))).fields).toEqual({
      groupId: 'Choose a group.',
    })
    await asAda.does(runBulk, { act: 'deactivate' as const, people: bob.id })
  })
})

describe('All 4,321 who match', () => {
  test(
    'are added, removed, deactivated in a bounded number of statements; more than 5,000 are refused with a sentence',
    { timeout: 60_000 },
    async () => {
      const { company, asAda } = await companyWithAdministrator()
      await seedBulk({ slug: company.slug, users: 4321, groups: 3, events: 0 })
      const group = await company.group({ name: 'Everybody', grants: ['wiki:read'] })
      const all = { all: 'yes' as const, q: 'example.com' }
      const statements: string[] = []
      const counted = async <T>(work: () => Promise<T>): Promise<T> => {
        // Uses counted so far would be written meanwhile, beside the work.
        await flushPermissionUse()
        statements.length = 0
        const stopListening = listenToStatements(statement => statements.push(statement))
        const result = await work()
        stopListening()
        expect(statements.filter(isAsked).length).toBeLessThan(31)
        return result
      }

      expect(
        await counted(() => asAda.does(previewBulk, { act: 'add' as const, groupId: group.id, ...all })),
      ).toMatchObject({
        selected: 4321,
        concerned: 4321,
        tooMany: false,
      })
      const added = await counted(() =>
        asAda.does(runBulk, { act: 'add' as const, groupId: group.id, ...all, expected: 4321 }),
      )
      expect(added).toMatchObject({ done: 4321, skipped: {} })
      expect(await membersOf(company, group)).toBe(4321)
      expect(
        await count(company, sql`select count(*)::int as count from audit_events where event = 'group.member_added'`),
      ).toBe(4321)

      expect(
        await counted(() =>
          asAda.does(previewBulk, { act: 'remove' as const, groupId: group.id, bulkId: added.bulkId }),
        ),
      ).toMatchObject({ concerned: 4321 })
      expect(
        await counted(() => asAda.does(runBulk, { act: 'remove' as const, groupId: group.id, bulkId: added.bulkId })),
      ).toMatchObject({ done: 4321 })
      expect(await membersOf(company, group)).toBe(0)

      const active = await count(company, sql`select count(*)::int as count from users where status = 'active'`)
      const ended = await counted(() => asAda.does(runBulk, { act: 'deactivate' as const, ...all }))
      expect(ended).toMatchObject({ done: active - 1, skipped: { not_active: 4321 - (active - 1) } })

      await seedBulk({ slug: company.slug, users: 700, groups: 0, events: 0 })
      const before = await snapshot(company.id)
      expect(await asAda.does(previewBulk, { act: 'add' as const, groupId: group.id, ...all })).toMatchObject({
        tooMany: true,
      })
      const error = await refusal(asAda.does(runBulk, { act: 'add' as const, groupId: group.id, ...all }))
      expect([error.code, error.message]).toEqual([
        'too_large',
        expect.stringContaining('At most 5,000 people can be changed at a time'),
      ])
      expect(await snapshot(company.id)).toEqual(before)
    },
  )

  test('are invited again in a bounded number of statements', { timeout: 60_000 }, async () => {
    const { company, ada, asAda } = await companyWithAdministrator()
    await seedBulk({ slug: company.slug, users: 4321, groups: 1, events: 0 })
    // Whoever is not active was invited by Ada, as far as this test is concerned.
    await inCompany(company.id, async ({ tx, companyId }) => {
      const people = await tx
        .update(users)
        .set({ status: 'invited' })
        .where(and(eq(users.companyId, companyId), ne(users.id, ada.id)))
        .returning({ userId: users.id, email: users.email, emailKey: users.emailKey })
      const expiresAt = new Date(Date.now() + 86_400_000)
      const made = people.map(person => ({
        ...person,
        companyId,
        invitedBy: ada.id,
        tokenSeed: 'seed',
        tokenHash: person.userId,
        expiresAt,
      }))
      // Some are invited already.
      await tx.insert(invitations).values(made).onConflictDoNothing()
    })
    await flushPermissionUse()
    const statements: string[] = []
    const stopListening = listenToStatements(statement => statements.push(statement))
    expect(await asAda.does(runBulk, { act: 'resend' as const, all: 'yes' as const, status: 'invited' })).toMatchObject(
      {
        done: 4321,
      },
    )
    stopListening()
    expect(statements.filter(isAsked).length).toBeLessThan(22)
    expect(
      await count(
        company,
        sql`select count(distinct token_hash)::int as count from invitations where accepted_at is null and token_seed <> 'seed'`,
      ),
    ).toBe(4321)
  })
})
