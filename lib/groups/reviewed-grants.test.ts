import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { runBulk } from '@/lib/bulk/commands'
import { previewBulk } from '@/lib/bulk/queries'
import { continueImport, reviewImport, startImport } from '@/lib/imports/commands'
import { viewImport } from '@/lib/imports/queries'
import { runImport } from '@/lib/imports/run'
import { BATCH } from '@/lib/imports/tasks'
import { acceptInvitation, resendInvitation, sendInvitations } from '@/lib/invitations/commands'
import { openInvitation, newInvitation } from '@/lib/invitations/queries'
import { nameKey } from '@/lib/kernel/fold'
import { executePublic } from '@/lib/operation/run'
import { deactivateUser } from '@/lib/users/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { importNow, rowsOf, runToEnd } from '@/testing/imports'
import { refusal, refusalCode, request, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail, snapshotBesideTries } from '@/testing/snapshot'
import { changeGroupPermissions, changeMembers, createGroup, deleteGroup, updateGroup } from './commands'
import { grantsBeyond } from './reviewed-grants'

test('What goes beyond a look is what no key of it covers; less is never beyond', () => {
  expect(grantsBeyond(['users:*', 'staging:deploy'], ['users:read', 'staging:deploy'])).toEqual([])
  expect(grantsBeyond(['users:read'], ['users:*', 'a:b'])).toEqual(['a:b', 'users:*'])
  expect(grantsBeyond(['*:*'], ['users:*', 'a:b'])).toEqual([])
  expect(grantsBeyond(['users:read'], [])).toEqual([])
})

async function office() {
  const company = await makeCompany()
  const marketing = await company.group({ name: 'Marketing', grants: ['campaigns:manage', 'analytics:view'] })
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  return { company, marketing, ada, asAda: await signedIn(company, ada) }
}

const grow = async (company: MadeCompany, who: SignedInUser, group: { id: string }, key = 'vault:open') => {
  const [id = ''] = await company.permissionIds([key])
  await who.does(changeGroupPermissions, { groupId: group.id, grant: [id] })
}

const shrink = async (company: MadeCompany, who: SignedInUser, group: { id: string }, key = 'analytics:view') => {
  const [id = ''] = await company.permissionIds([key])
  await who.does(changeGroupPermissions, { groupId: group.id, revoke: [id] })
}

const GROWN = {
  code: 'group_grown',
  status: 409,
  message: expect.stringContaining(
    'Marketing now grants more than when you reviewed it: vault:open. It now grants analytics:view, campaigns:manage and vault:open. Nothing was changed.',
  ),
  details: {
    groups: [
      expect.objectContaining({
        name: 'Marketing',
        added: ['vault:open'],
        grants: ['analytics:view', 'campaigns:manage', 'vault:open'],
      }),
    ],
  },
}

const renamed = (company: MadeCompany, group: { id: string }, name: string) =>
  inCompany(company.id, ({ tx }) =>
    tx.execute(
      sql`update groups set name = ${name}, name_key = ${nameKey(name)}, slug = ${name.toLowerCase()} where id = ${group.id}`,
    ),
  )

const groupsOf = async (company: MadeCompany, email: string) =>
  inCompany(company.id, async ({ tx, companyId }) => {
    const rows = await tx.execute<{ name: string }>(sql`
      select g.name from groups g
      join memberships m on m.company_id = g.company_id and m.group_id = g.id
      join users u on u.company_id = g.company_id and u.id = m.user_id
      where g.company_id = ${companyId} and u.email = ${email} and m.ended_at is null order by 1`)
    return [...rows].map(row => row.name)
  })

describe('An import', () => {
  const file = (count = 1, group = 'Marketing') =>
    `email,groups\n${Array.from({ length: count }, (_, n) => `p${n}@example.com,${group}\n`).join('')}`
  const review = async (who: SignedInUser, content = file()) => (await who.does(reviewImport, { content })).id
  const start = (who: SignedInUser, importId: string, more = {}) =>
    who.does(startImport, { importId, message: '', expiryDays: 7, ...more })

  test('leads nobody into Administrators whose name was changed to that of the group in the file', async () => {
    const { company, marketing, asAda } = await office()
    const helper = await signedIn(
      company,
      await company.user({ can: ['groups:update', 'campaigns:manage', 'analytics:view'] }),
    )
    const importId = await review(asAda)
    await helper.does(updateGroup, {
      groupId: marketing.id,
      name: 'Old Marketing',
      slug: 'old-marketing',
      description: '',
    })
    const attack = { groupId: company.administrators.id, name: 'Marketing', slug: 'administrators', description: '' }
    expect(await refusalCode(helper.does(updateGroup, attack))).toBe('not_held')
    // And if it were so called all the same, by an administrator:
    await asAda.does(updateGroup, attack)
    await start(asAda, importId)
    await runToEnd(company, importId)
    expect(await groupsOf(company, 'p0@example.com')).toEqual(['Old Marketing'])
  })

  test('is not started when a group grants more than at the review, and nothing changes; it is when one grants less', async () => {
    const { company, marketing, asAda } = await office()
    const importId = await review(asAda)
    await grow(company, asAda, marketing)
    const before = await snapshotBesideTries(company.id)
    expect(await refusal(start(asAda, importId))).toMatchObject(GROWN)
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await shrink(company, asAda, marketing, 'vault:open')
    await shrink(company, asAda, marketing)
    await start(asAda, importId)
    await runToEnd(company, importId)
    expect(await groupsOf(company, 'p0@example.com')).toEqual(['Marketing'])
  })

  test('stops between two batches when a group has grown, says so, and a new review goes on from there', async () => {
    const { company, marketing, asAda } = await office()
    const importId = await review(asAda, file(BATCH + 1))
    await start(asAda, importId)
    await runImport(company.id, importId)
    await grow(company, asAda, marketing)
    await runImport(company.id, importId)
    expect(await importNow(company, importId)).toMatchObject({ state: 'stopped', done: BATCH })
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'import.stopped',
      outcome: 'refused',
      data: { because: 'grown', missing: ['vault:open by Marketing'] },
    })
    expect(await refusal(asAda.does(continueImport, { importId }))).toMatchObject(GROWN)
    const again = await review(asAda, file(BATCH + 1))
    await start(asAda, again)
    await runToEnd(company, again)
    expect((await rowsOf(company, again)).filter(row => row.outcome === 'invited').length).toBe(1)
  })

  test('shows the groups of its review with what they granted', async () => {
    const { asAda, marketing } = await office()
    const importId = await review(asAda)
    const { import: shown } = await asAda.does(viewImport, { importId })
    expect(shown.groups).toEqual([
      { id: marketing.id, name: 'Marketing', grants: expect.arrayContaining(['analytics:view', 'campaigns:manage']) },
    ])
  })

  test('takes a group that was made since the review only as long as it grants nothing', async () => {
    const { company, asAda } = await office()
    const importId = await review(asAda, file(1, 'Interns'))
    const { id } = await asAda.does(createGroup, { name: 'Interns', slug: 'interns', description: '' })
    await grow(company, asAda, { id })
    const before = await snapshotBesideTries(company.id)
    expect(await refusalCode(start(asAda, importId, { createGroups: true }))).toBe('group_grown')
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await shrink(company, asAda, { id }, 'vault:open')
    await start(asAda, importId, { createGroups: true })
    await renamed(company, { id }, 'Trainees')
    await runToEnd(company, importId)
    expect(await groupsOf(company, 'p0@example.com')).toEqual(['Trainees'])
  })

  test('puts nobody into another group of the same name, where the one that was reviewed is gone', async () => {
    const { company, marketing, asAda } = await office()
    const importId = await review(asAda)
    await start(asAda, importId)
    await asAda.does(deleteGroup, { groupId: marketing.id })
    await company.group({ name: 'Marketing' })
    await runToEnd(company, importId)
    expect(await rowsOf(company, importId)).toMatchObject([
      { outcome: 'failed', reason: 'There is no group called Marketing.' },
    ])
  })
})

describe('A bulk act', () => {
  test.each(['add', 'remove'] as const)(
    'that would %s people is refused when the group has grown since the preview, and done when it shrank',
    async act => {
      const { company, marketing, asAda } = await office()
      const bob = await company.user({ groups: act === 'remove' ? [marketing] : [] })
      const input = { act, groupId: marketing.id, people: [bob.id] }
      const { granted } = await asAda.does(previewBulk, input)
      await grow(company, asAda, marketing)
      const before = await snapshotBesideTries(company.id)
      expect(await refusal(asAda.does(runBulk, { ...input, granted }))).toMatchObject(GROWN)
      expect(await snapshotBesideTries(company.id)).toEqual(before)
      await shrink(company, asAda, marketing, 'vault:open')
      await shrink(company, asAda, marketing)
      expect(await asAda.does(runBulk, { ...input, granted })).toMatchObject({ done: 1 })
    },
  )

  test('that resends invitations is refused when what they open has grown', async () => {
    const { company, ada, marketing, asAda } = await office()
    const { userId } = await company.invitation({ by: ada, groups: [marketing] })
    const input = { act: 'resend' as const, people: [userId] }
    const { granted } = await asAda.does(previewBulk, input)
    expect(granted!.toSorted()).toEqual(['analytics:view', 'campaigns:manage'])
    await asAda.does(changeMembers, { add: [{ groupId: company.administrators.id, userId }] })
    const before = await snapshotBesideTries(company.id)
    const error = await refusal(asAda.does(runBulk, { ...input, granted }))
    expect([error.code, error.message]).toEqual([
      'conflict',
      'Their groups now grant more than when you reviewed this, so nothing was changed: *:*. Review the changes and try again.',
    ])
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await asAda.does(changeMembers, { remove: [{ groupId: company.administrators.id, userId }] })
    expect(await asAda.does(runBulk, { ...input, granted })).toMatchObject({ done: 1 })
  })
})

describe('An invitation', () => {
  const accept = (company: MadeCompany, { token }: { token: string }) =>
    executePublic(acceptInvitation, request(), {
      company: company.slug,
      token,
      name: 'Nadia',
      password: 'correct horse battery staple',
    })

  test('is not sent when a group has grown since the form was opened; it is when one shrank', async () => {
    const { company, marketing, asAda } = await office()
    const { groups } = await asAda.does(newInvitation)
    const { grants } = groups.find(group => group.id === marketing.id)!
    const input = {
      addresses: 'nadia@example.com',
      groupIds: [marketing.id],
      reviewed: [{ groupId: marketing.id, grants }],
    }
    await grow(company, asAda, marketing)
    const before = await snapshotBesideTries(company.id)
    expect(await refusal(asAda.does(sendInvitations, input))).toMatchObject(GROWN)
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    await shrink(company, asAda, marketing, 'vault:open')
    await shrink(company, asAda, marketing)
    await asAda.does(sendInvitations, input)
  })

  test('opens what its groups granted when it was sent, and not what they grant beyond that and its sender', async () => {
    const { company, marketing, asAda } = await office()
    const helper = await company.user({ can: ['users:invite', 'campaigns:manage', 'analytics:view'] })
    const invitation = await company.invitation({ by: helper, name: 'Nadia', groups: [marketing] })
    await grow(company, asAda, marketing)
    const before = await snapshotBesideTries(company.id)
    expect(await refusalCode(accept(company, invitation))).toBe('not_found')
    expect(
      await executePublic(openInvitation, request(), { company: company.slug, token: invitation.token }),
    ).toBeUndefined()
    expect(await snapshotBesideTries(company.id)).toEqual(before)
    expect((await auditTrail(company.id)).at(-1)).toMatchObject({
      event: 'invitation.refused',
      outcome: 'refused',
      target_id: invitation.userId,
      data: { because: 'grown' },
    })
    // Whoever holds it sends it again, and answers for what it opens by now.
    expect(
      await refusalCode((await signedIn(company, helper)).does(resendInvitation, { invitationId: invitation.id })),
    ).toBe('not_held')
    await asAda.does(resendInvitation, { invitationId: invitation.id })
  })

  test('of somebody who holds what the group grants by now opens it, and so does one whose group shrank', async () => {
    const { company, ada, marketing, asAda } = await office()
    const byAda = await company.invitation({ by: ada, groups: [marketing] })
    await grow(company, asAda, marketing)
    await accept(company, byAda)
    const helper = await company.user({ can: ['users:invite', 'campaigns:manage', 'analytics:view', 'vault:open'] })
    const byHelper = await company.invitation({ by: helper, groups: [marketing] })
    await shrink(company, asAda, marketing)
    await accept(company, byHelper)
  })

  test('of somebody who is gone opens what it did when it was sent, and no more', async () => {
    const { company, ada, marketing } = await office()
    const [one, other] = [
      await company.invitation({ by: ada, groups: [marketing] }),
      await company.invitation({ by: ada, groups: [marketing] }),
    ]
    const bea = await signedIn(company, await company.user({ groups: [company.administrators] }))
    await bea.does(deactivateUser, { userId: ada.id })
    await accept(company, one)
    await grow(company, bea, marketing)
    expect(await refusalCode(accept(company, other))).toBe('not_found')
  })

  test('that was sent before this was kept opens what it opens', async () => {
    const { company, ada, marketing, asAda } = await office()
    const old = await company.invitation({ by: ada, groups: [marketing] })
    await inCompany(company.id, ({ tx }) => tx.execute(sql`update invitations set granted = null`))
    await grow(company, asAda, marketing)
    await accept(company, old)
  })
})
