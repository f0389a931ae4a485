import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { inCompany } from '@/db/scope'
import { runBulk } from '@/lib/bulk/commands'
import { previewBulkPage } from '@/lib/bulk/queries'
import { endExemption, grantExemption } from '@/lib/exemptions/commands'
import {
  changeGroupPermissions,
  changeGroupSecondFactor,
  changeMembers,
  deleteGroup,
  updateGroup,
} from '@/lib/groups/commands'
import { continueImport, reviewImport, startImport, takeUpImport, undoImport } from '@/lib/imports/commands'
import { viewImport } from '@/lib/imports/queries'
import { cancelInvitation, resendInvitation, revealInvitationLink, sendInvitations } from '@/lib/invitations/commands'
import { correctInvitation } from '@/lib/invitations/correction'
import { revealInvitationLinks } from '@/lib/invitations/reveal-links'
import { AppError } from '@/lib/kernel/errors'
import type { AnyOperation } from '@/lib/operation/define'
import { operations } from '@/lib/registry'
import { resetSecondFactor } from '@/lib/second-factor/commands'
import { changeSecurity, keepSecurity } from '@/lib/security/commands'
import {
  deactivateUser,
  deleteUser,
  endUserSession,
  endUserSessions,
  liftThrottle,
  reactivateUser,
  sendPasswordReset,
  updateUser,
} from '@/lib/users/commands'
import {
  cancelUserEmailChange,
  liftEmailHold,
  replaceEmail,
  requestUserEmailChange,
  resendUserEmailChange,
} from '@/lib/users/email-commands'
import {
  administratorsAndHelper,
  exemptAlice,
  importInto,
  importNaming,
  signedInAlice,
  undoneBulkAct,
  type HelperWorld,
} from '@/testing/administrators-and-helper'
import { makeCompany } from '@/testing/factories'
import { refusalCode, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { deletePermission, updatePermission } from './commands'
import { explainNotHeld, isBuiltInKey, lackingKeys } from './held'

/**
 * What each command does to access. Whoever adds a command says so here; what gives or takes then needs a way below by which
 * somebody tries it who may not.
 */
const classes: Record<string, 'gives' | 'takes' | 'both' | `neither: ${string}`> = {
  'company.changeAccentColor': 'neither: it is a color.',
  'company.changeInvitationDays': 'neither: it is about invitations to come, and opens nothing.',
  'company.changeLanguage': 'neither: it is how texts are written.',
  'company.changeTimeZone': 'neither: it is where days begin; an exception that was granted ends when it was to end.',
  'company.changeSlug': 'neither: the company stays the same under another address.',
  'company.removeLogo': 'neither: it is a picture.',
  'company.rename': 'neither: it is a name.',
  'company.uploadLogo': 'neither: it is a picture.',
  'emailChange.cancel': 'neither: it is about oneself.',
  'emailChange.request': 'neither: it is about oneself.',
  'emailChange.resend': 'neither: it is about oneself.',
  'exemptions.end': 'takes',
  'exemptions.grant': 'gives',
  'groups.changeMembers': 'both',
  'groups.changePermissions': 'both',
  'groups.changeSecondFactor': 'gives',
  'groups.create': 'neither: a new group grants nothing.',
  'groups.delete': 'takes',
  'groups.update': 'gives',
  'imports.continue': 'gives',
  'imports.inspect': 'neither: it looks at a file, and stores nothing.',
  'imports.review': 'neither: nobody is invited by it, and rows with groups that may not be handed out are invalid.',
  'imports.start': 'gives',
  'imports.takeUp': 'gives',
  'imports.stop': 'neither: what was done stays, and whoever may can let it go on.',
  'imports.undo': 'takes',
  'invitations.cancel': 'takes',
  'invitations.correct': 'gives',
  'invitations.revealLink': 'gives',
  'invitations.revealLinks': 'gives',
  'invitations.resend': 'gives',
  'invitations.send': 'gives',
  'mail.retry': 'neither: the mail goes to whom it was written to.',
  'mail.sendTest': 'neither: it goes to oneself and opens nothing.',
  'passkeys.beginVerification': 'neither: it is about oneself.',
  'passkeys.beginRegistration': 'neither: it is about oneself.',
  'passkeys.verify': 'neither: it is about oneself.',
  'passkeys.register': 'neither: it is about oneself.',
  'passkeys.remove': 'neither: it is about oneself.',
  'passkeys.rename': 'neither: it is about oneself.',
  'permissions.create': 'neither: no group grants it yet, and it is none of Console.',
  'permissions.delete': 'takes',
  'permissions.update': 'gives',
  'profile.changePassword': 'neither: it is about oneself.',
  'dashboard.showFirstSteps': 'neither: it is about oneself.',
  'profile.chooseLanguage': 'neither: it is about oneself.',
  'profile.chooseTimeZone': 'neither: it is about oneself.',
  'profile.chooseColumns': 'neither: it is about oneself.',
  'profile.saveView': 'neither: it is about oneself.',
  'profile.deleteView': 'neither: it is about oneself.',
  'profile.updateNotifications': 'neither: it is about oneself.',
  'profile.endOtherSessions': 'neither: it is about oneself.',
  'profile.endSession': 'neither: it is about oneself.',
  'profile.forgetDevice': 'neither: it is about oneself.',
  'profile.rename': 'neither: it is about oneself.',
  'profile.stepUp': 'neither: it is about oneself.',
  'secondFactor.begin': 'neither: it is about oneself.',
  'secondFactor.confirm': 'neither: it is about oneself.',
  'secondFactor.regenerateCodes': 'neither: it is about oneself.',
  'secondFactor.remove': 'neither: it is about oneself.',
  'secondFactor.verify': 'neither: it is about oneself.',
  'security.change': 'takes',
  'security.keep': 'takes',
  'security.liftAddressWait': 'neither: who may sign in is decided by their own secrets still.',
  'security.revert': 'neither: it is the same for everybody.',
  'sessions.end': 'neither: it is about oneself.',
  'users.bulk': 'both',
  'users.cancelEmailChange': 'takes',
  'users.deactivate': 'takes',
  'users.delete': 'takes',
  'users.endSession': 'takes',
  'users.endSessions': 'takes',
  'users.liftEmailHold': 'gives',
  'users.liftThrottle': 'gives',
  'users.reactivate': 'gives',
  'users.replaceEmail': 'gives',
  'users.requestEmailChange': 'gives',
  'users.resendEmailChange': 'gives',
  'users.resetSecondFactor': 'gives',
  'users.sendPasswordReset': 'gives',
  'users.update': 'takes',
}

type Input = (world: HelperWorld) => object | Promise<object>

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
const text = (name: string, slug: string, description = '') => ({ name, slug, description })

/** By what somebody without full access could become an administrator, or take from one. */
const ways: [string, AnyOperation, Input][] = [
  [
    'adding oneself to Administrators',
    changeMembers,
    ({ company, helper }) => ({ add: [{ groupId: company.administrators.id, userId: helper.id }] }),
  ],
  [
    'adding an accomplice to Administrators',
    changeMembers,
    ({ company, accomplice }) => ({ add: [{ groupId: company.administrators.id, userId: accomplice.id }] }),
  ],
  [
    'adding oneself to another group with full access',
    changeMembers,
    ({ board, helper }) => ({ add: [{ groupId: board.id, userId: helper.id }] }),
  ],
  [
    'removing an administrator from Administrators',
    changeMembers,
    ({ company, alice }) => ({ remove: [{ groupId: company.administrators.id, userId: alice.id }] }),
  ],
  [
    'removing an administrator from another group with full access',
    changeMembers,
    ({ board, alice }) => ({ remove: [{ groupId: board.id, userId: alice.id }] }),
  ],
  [
    'removing an inactive administrator from Administrators',
    changeMembers,
    ({ company, inactive }) => ({ remove: [{ groupId: company.administrators.id, userId: inactive.id }] }),
  ],
  [
    'removing an invited administrator from Administrators',
    changeMembers,
    ({ company, invitation }) => ({ remove: [{ groupId: company.administrators.id, userId: invitation.userId }] }),
  ],
  [
    'removing an administrator from a group that requires a second factor',
    changeMembers,
    ({ staff, alice }) => ({ remove: [{ groupId: staff.id, userId: alice.id }] }),
  ],
  [
    'adding and removing in one go',
    changeMembers,
    ({ company, empty, alice, helper }) => ({
      add: [{ groupId: empty.id, userId: helper.id }],
      remove: [{ groupId: company.administrators.id, userId: alice.id }],
    }),
  ],
  [
    'granting full access to the own group',
    changeGroupPermissions,
    ({ helpers, everything }) => ({ groupId: helpers.id, grant: [everything] }),
  ],
  [
    'granting full access to an empty group',
    changeGroupPermissions,
    ({ empty, everything }) => ({ groupId: empty.id, grant: [everything] }),
  ],
  [
    'revoking full access from a group',
    changeGroupPermissions,
    ({ board, everything }) => ({ groupId: board.id, revoke: [everything] }),
  ],
  [
    'revoking something else from a group with full access',
    changeGroupPermissions,
    ({ board, vault }) => ({ groupId: board.id, revoke: [vault] }),
  ],
  [
    'granting something to a group with full access',
    changeGroupPermissions,
    ({ company, usersRead }) => ({ groupId: company.administrators.id, grant: [usersRead] }),
  ],
  [
    'exchanging full access for something held',
    changeGroupPermissions,
    ({ board, everything, usersRead }) => ({ groupId: board.id, grant: [usersRead], revoke: [everything] }),
  ],
  [
    'renaming Administrators',
    updateGroup,
    ({ company }) => ({ groupId: company.administrators.id, ...text('Marketing', 'administrators') }),
  ],
  [
    'giving Administrators another slug',
    updateGroup,
    ({ company }) => ({ groupId: company.administrators.id, ...text('Administrators', 'marketing') }),
  ],
  [
    'giving Administrators another description',
    updateGroup,
    ({ company }) => ({
      groupId: company.administrators.id,
      ...text('Administrators', 'administrators', 'Newsletters.'),
    }),
  ],
  [
    'renaming another group with full access',
    updateGroup,
    ({ board }) => ({ groupId: board.id, ...text('Marketing', 'board') }),
  ],
  ['deleting Administrators', deleteGroup, ({ company }) => ({ groupId: company.administrators.id })],
  ['deleting another group with full access', deleteGroup, ({ board }) => ({ groupId: board.id })],
  [
    'deleting a group that requires a second factor of an administrator',
    deleteGroup,
    ({ staff }) => ({ groupId: staff.id }),
  ],
  [
    'changing the second factor of Administrators',
    changeGroupSecondFactor,
    ({ company }) => ({ groupId: company.administrators.id, required: true, graceDays: 30 }),
  ],
  [
    'no longer requiring a second factor of a group with an administrator',
    changeGroupSecondFactor,
    ({ staff }) => ({ groupId: staff.id, required: false, graceDays: 0 }),
  ],
  [
    'giving a group with an administrator more time for a second factor',
    changeGroupSecondFactor,
    ({ staff }) => ({ groupId: staff.id, required: true, graceDays: 14 }),
  ],
  ['deactivating an administrator', deactivateUser, ({ alice }) => ({ userId: alice.id })],
  [
    'cancelling the invitation of an administrator with whoever sent it',
    deactivateUser,
    ({ bob }) => ({ userId: bob.id, cancelInvitations: true }),
  ],
  [
    'giving an administrator another name',
    updateUser,
    ({ alice }) => ({ userId: alice.id, name: 'Mallory', title: '' }),
  ],
  ['reactivating an administrator', reactivateUser, ({ inactive }) => ({ userId: inactive.id })],
  [
    'deleting an inactive administrator',
    deleteUser,
    ({ inactive }) => ({ userId: inactive.id, confirmation: inactive.email }),
  ],
  [
    'ending a session of an administrator',
    endUserSession,
    async world => ({ userId: world.alice.id, ...(await signedInAlice(world)) }),
  ],
  [
    'signing an administrator out everywhere',
    endUserSessions,
    async world => (await signedInAlice(world), { userId: world.alice.id }),
  ],
  [
    'asking for another email address of an administrator',
    requestUserEmailChange,
    ({ alice }) => ({ userId: alice.id, email: 'mallory@example.com' }),
  ],
  [
    'sending the link for another email address of an administrator again',
    resendUserEmailChange,
    async ({ company, alice }) => (await company.emailChange(alice), { userId: alice.id }),
  ],
  [
    'cancelling the change of the email address of an administrator',
    cancelUserEmailChange,
    async ({ company, alice }) => (await company.emailChange(alice), { userId: alice.id }),
  ],
  [
    'replacing the email address of an administrator',
    replaceEmail,
    ({ alice }) => ({ userId: alice.id, email: 'mallory@example.com', reason: 'The mailbox is gone.' }),
  ],
  [
    'lifting the hold on the email address of an administrator',
    liftEmailHold,
    async ({ company, alice }) => (await company.emailHold(alice), { userId: alice.id }),
  ],
  ['sending an administrator a link for a new password', sendPasswordReset, ({ alice }) => ({ userId: alice.id })],
  [
    'resetting the second factor of an administrator',
    resetSecondFactor,
    async world => (await signedInAlice(world), { userId: world.alice.id }),
  ],
  [
    'ending the wait of an administrator',
    liftThrottle,
    async world => (await signedInAlice(world), { userId: world.alice.id }),
  ],
  [
    'excepting an administrator from the second factor',
    grantExemption,
    ({ alice }) => ({ userId: alice.id, reason: 'A new phone.', until: tomorrow() }),
  ],
  [
    'ending the exception of an administrator',
    endExemption,
    async world => (await exemptAlice(world), { userId: world.alice.id }),
  ],
  [
    'inviting into Administrators',
    sendInvitations,
    ({ company }) => ({ addresses: 'mallory@example.com', groupIds: [company.administrators.id] }),
  ],
  [
    'inviting into another group with full access, which was looked at',
    sendInvitations,
    ({ board }) => ({
      addresses: 'mallory@example.com',
      groupIds: [board.id],
      reviewed: [{ groupId: board.id, grants: ['*:*', 'vault:open'] }],
    }),
  ],
  [
    'resending the invitation of an administrator',
    resendInvitation,
    ({ invitation }) => ({ invitationId: invitation.id }),
  ],
  [
    'sending the invitation of an administrator to another address',
    correctInvitation,
    ({ invitation }) => ({ invitationId: invitation.id, email: 'mallory@example.com' }),
  ],
  [
    'cancelling the invitation of an administrator',
    cancelInvitation,
    ({ invitation }) => ({ invitationId: invitation.id }),
  ],
  [
    'copying the link of the invitation of an administrator',
    revealInvitationLink,
    ({ invitation }) => ({ invitationId: invitation.id }),
  ],
  ['copying that link with others', revealInvitationLinks, ({ invitation }) => ({ invitationIds: [invitation.id] })],
  [
    'adding people to Administrators in bulk',
    runBulk,
    ({ company, helper, accomplice }) => ({
      act: 'add',
      groupId: company.administrators.id,
      people: [helper.id, accomplice.id],
    }),
  ],
  [
    'adding all who match to Administrators in bulk',
    runBulk,
    ({ company }) => ({ act: 'add', groupId: company.administrators.id, all: 'yes', q: 'Mallory' }),
  ],
  [
    'adding those again whom a bulk act had added',
    runBulk,
    async world => ({ act: 'add', groupId: world.company.administrators.id, bulkId: await undoneBulkAct(world) }),
  ],
  [
    'removing people from Administrators in bulk',
    runBulk,
    ({ company, alice }) => ({ act: 'remove', groupId: company.administrators.id, people: [alice.id] }),
  ],
  [
    'removing an administrator in bulk from a group that requires a second factor',
    runBulk,
    ({ staff, alice }) => ({ act: 'remove', groupId: staff.id, people: [alice.id] }),
  ],
  ['deactivating administrators in bulk', runBulk, ({ alice }) => ({ act: 'deactivate', people: [alice.id] })],
  [
    'cancelling the invitation of an administrator with whoever sent it, in bulk',
    runBulk,
    ({ bob }) => ({ act: 'deactivate', people: [bob.id], cancelInvitations: true }),
  ],
  [
    'resending the invitation of an administrator in bulk',
    runBulk,
    ({ invitation }) => ({ act: 'resend', people: [invitation.userId] }),
  ],
  [
    'renaming a permission that a group with full access grants besides',
    updatePermission,
    ({ vault }) => ({ permissionId: vault, resource: 'staging', action: 'view', description: '' }),
  ],
  [
    'deleting a permission that a group with full access grants besides',
    deletePermission,
    ({ vault }) => ({ permissionId: vault }),
  ],
  ['letting people in from nowhere but here', changeSecurity, () => ({ networks: ['192.0.2.0/24'], trial: false })],
  [
    'requiring at once a second factor, which administrators may not have',
    changeSecurity,
    () => ({ secondFactor: { required: true, graceDays: 0 } }),
  ],
  [
    'keeping networks that were on trial',
    keepSecurity,
    async ({ company }) => {
      await inCompany(company.id, ({ tx }) =>
        tx.execute(sql`update companies set security_before = security, security = '{"networks": ["192.0.2.0/24"]}',
        security_trial_since = now() - interval '5 minutes', security_reverts_at = now() + interval '10 minutes'`),
      )
      return {}
    },
  ],
  [
    'starting an import into Administrators',
    startImport,
    async world => ({
      importId: await importInto(world, world.company.administrators, 'reviewed'),
      message: '',
      expiryDays: 7,
    }),
  ],
  [
    'continuing an import into Administrators',
    continueImport,
    async world => ({ importId: await importInto(world, world.company.administrators, 'stopped') }),
  ],
  [
    'starting an import that adds a member to Administrators',
    startImport,
    async world => ({
      importId: await importNaming(world, world.company.administrators, 'reviewed'),
      addGroups: true,
      message: '',
      expiryDays: 7,
    }),
  ],
  [
    'taking up the row that adds a member to Administrators',
    takeUpImport,
    async world => ({
      importId: await importNaming(world, world.company.administrators, 'done'),
      addGroups: true,
      message: '',
      expiryDays: 7,
    }),
  ],
  [
    'undoing an import that invited an administrator',
    undoImport,
    async world => ({ importId: await importInto(world, world.company.administrators, 'done') }),
  ],
]

describe('Somebody with everything but full access neither becomes an administrator nor takes from one', () => {
  test('by any of at least 40 ways', () => {
    expect(ways.length).toBeGreaterThanOrEqual(40)
  })

  test.each(ways)(
    'by %s: it is refused with the reason, nothing changes, and an administrator can do it',
    async (_, operation, inputOf) => {
      const world = await administratorsAndHelper()
      const { company, asHelper, asCharlie } = world
      const input = await inputOf(world)
      const before = await snapshot(company.id)
      expect([REFUSED, LEFT_OUT]).toContainEqual(await tried(asHelper, operation, input))
      expect(await snapshot(company.id)).toEqual(before)
      expect((await auditTrail(company.id)).at(-1)).toMatchObject({
        actor_id: world.helper.id,
        operation: operation.name,
      })
      const done = await asCharlie.does(operation, input)
      expect(done?.done ?? 1).toBeGreaterThan(0)
      expect(await snapshot(company.id)).not.toEqual(before)
    },
  )
})

/** With what lacks, who grants it, and whom to ask: in words, and for programs. */
const REFUSED = {
  code: 'not_held',
  status: 403,
  message: expect.stringMatching(
    /^You cannot .+ permissions you do not have: \*:\*.*\. It is granted by Administrators or Board\. Alice or Charlie can help\.$/,
  ),
  details: {
    lacking: expect.arrayContaining(['*:*']),
    groups: ['Administrators', 'Board'],
    helpers: ['Alice', 'Charlie'],
  },
}

/** A bulk act says how many and why. */
const LEFT_OUT = { bulkId: expect.any(String), done: 0, skipped: { not_held: 1 } }

/** What became of it, in a form to compare. */
const tried = (person: SignedInUser, operation: AnyOperation, input: object): Promise<unknown> =>
  person.does(operation, input).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    const { code, status, message, details } = error
    return { code, status, message, details }
  })

describe('Every command', () => {
  const commands = operations.filter(operation => operation.kind === 'command').map(operation => operation.name)

  test('says whether it gives access, takes it, or does neither and why', () => {
    expect(Object.keys(classes).sort()).toEqual(commands.sort())
    for (const [name, is] of Object.entries(classes))
      expect(`${name} ${is}`).toMatch(/ (gives|takes|both|neither: .{10,}\.)$/)
  })

  test('that gives or takes is tried by somebody who may not, and runs in turn, so that no right is lost meanwhile', () => {
    const touching = Object.keys(classes).filter(name => !classes[name]!.startsWith('neither'))
    expect([...new Set(ways.map(([, operation]) => operation.name))].sort()).toEqual(touching.sort())
    const outOfTurn = operations.filter(({ name, serialized }) => touching.includes(name) && !serialized)
    expect(outOfTurn.map(operation => operation.name)).toEqual([])
  })
})

const companyWithAdministrator = async () => {
  const company = await makeCompany()
  return { company, ada: await company.user({ groups: [company.administrators] }) }
}

describe('A helper who holds what of Console the others hold', () => {
  test("lets people go who hold permissions of the company's other systems, and gives them none", async () => {
    const { company } = await companyWithAdministrator()
    const developers = await company.group({ name: 'Developers', grants: ['staging:deploy'] })
    const [deploy = ''] = await company.permissionIds(['staging:deploy'])
    const [bob, dan, eve] = [
      await company.user({ groups: [developers] }),
      await company.user({ groups: [developers] }),
      await company.user({ groups: [developers] }),
    ]
    const helper = await signedIn(company, await company.user({ can: ['users:*', 'groups:*', 'permissions:*'] }))
    const before = await snapshot(company.id)
    const outsider = await company.user()
    expect(
      await refusalCode(helper.does(changeMembers, { add: [{ groupId: developers.id, userId: outsider.id }] })),
    ).toBe('not_held')
    expect(
      await refusalCode(helper.does(updateGroup, { groupId: developers.id, ...text('Engineers', 'developers') })),
    ).toBe('not_held')
    expect(await refusalCode(helper.does(sendPasswordReset, { userId: bob.id }))).toBe('not_held')
    expect((await snapshot(company.id)).memberships).toEqual(before.memberships)
    await helper.does(endUserSessions, { userId: bob.id })
    await helper.does(updateUser, { userId: bob.id, name: 'Robert', title: '' })
    await helper.does(changeMembers, { remove: [{ groupId: developers.id, userId: bob.id }] })
    await helper.does(deactivateUser, { userId: dan.id })
    expect(await refusalCode(helper.does(reactivateUser, { userId: dan.id }))).toBe('not_held')
    await helper.does(deleteUser, { userId: dan.id, confirmation: dan.email })
    expect(await helper.does(runBulk, { act: 'deactivate', people: [eve.id] })).toMatchObject({
      done: 1,
    })
    await helper.does(changeGroupPermissions, { groupId: developers.id, revoke: [deploy] })
    await helper.does(deletePermission, { permissionId: deploy })
    await helper.does(deleteGroup, { groupId: developers.id })
  })

  test('may hold it by a wildcard; a single permission is not the wildcard', async () => {
    const { company } = await companyWithAdministrator()
    const reader = await company.user({ can: ['users:read'] })
    const lead = await company.user({ can: ['users:*'] })
    const [asLead, asHelper] = [
      await signedIn(company, lead),
      await signedIn(company, await company.user({ can: ['users:read', 'users:deactivate'] })),
    ]
    expect(await refusalCode(asHelper.does(deactivateUser, { userId: lead.id }))).toBe('not_held')
    await asLead.does(deactivateUser, { userId: reader.id })
  })

  test('ends their own sessions and changes their own name like anybody', async () => {
    const company = await makeCompany()
    const user = await company.user({ can: ['users:update', 'users:end-sessions'] })
    const clerk = await signedIn(company, user)
    await clerk.does(updateUser, { userId: user.id, name: 'Another Name', title: '' })
    await clerk.does(endUserSessions, { userId: user.id })
  })

  test('reads in the preview of a bulk act who is left out, why, and who can help', async () => {
    const { asHelper, alice, accomplice } = await administratorsAndHelper()
    const preview = await asHelper.does(previewBulkPage, { act: 'deactivate', people: [alice.id, accomplice.id] })
    expect(preview).toMatchObject({
      concerned: 1,
      named: [{ id: accomplice.id }],
      leftOut: [{ id: alice.id, name: 'Alice', reason: 'not_held' }],
      helpers: ['Alice', 'Charlie'],
    })
  })

  test('has rows that would make administrators reviewed as invalid', async () => {
    const { asHelper } = await administratorsAndHelper()
    const { id, verdicts } = await asHelper.does(reviewImport, {
      content: 'email,groups\nmallory@example.com,Board\n',
    })
    expect(verdicts).toEqual({ invalid: 1 })
    expect(await asHelper.does(viewImport, { importId: id })).toMatchObject({
      rows: [{ reason: expect.stringMatching(/cannot add people to the group Board/) }],
    })
  })
})

describe("Console's own permissions", () => {
  test('are those on its resources and the wildcards over them, whatever others look like', () => {
    expect(['users:read', 'users:*', '*:*', '*:read', 'audit:read', 'users:export'].filter(isBuiltInKey)).toHaveLength(
      6,
    )
    expect(['staging:deploy', 'user:read', 'users-app:read', 'my-settings:*'].filter(isBuiltInKey)).toEqual([])
  })

  test('are what counts for taking; for giving everything counts', () => {
    const holder = { permissions: ['users:*'] }
    const keys = ['users:read', 'staging:deploy', 'groups:read', 'groups:read']
    expect(lackingKeys('deactivate', holder, keys)).toEqual(['groups:read'])
    expect(lackingKeys('handOut', holder, keys)).toEqual(['groups:read', 'staging:deploy'])
  })

  test('that lack are named up to eight, with those who grant them and can help as far as there are any', () => {
    const many = Array.from({ length: 10 }, (_, n) => `r${n}:read`)
    expect(explainNotHeld('deleteGroup', many, { helpers: [] })).toBe(
      'You cannot delete a group that grants permissions you do not have: r0:read, r1:read, r2:read, r3:read, r4:read, r5:read, r6:read, r7:read and 2 more.',
    )
  })
})
