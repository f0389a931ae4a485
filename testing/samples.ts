import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { brandingIn } from '@/db/repositories/branding'
import { bulkActionsIn } from '@/db/repositories/bulk-actions'
import { deactivationsIn } from '@/db/repositories/deactivations'
import { devicesIn } from '@/db/repositories/devices'
import { exemptionsIn } from '@/db/repositories/exemptions'
import { listPreferencesIn } from '@/db/repositories/list-preferences'
import { usersIn } from '@/db/repositories/users'
import { inCompany } from '@/db/scope'
import { encrypt } from '@/lib/kernel/encryption'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { challengeSession } from '@/lib/passkeys/answer'
import { totpCodeAt, newTotpSecret, totpSecretContext } from '@/lib/second-factor/totp'
import { addPasskey, softAuthenticator } from './authenticator'
import { makeCompany, type MadeCompany } from './factories'

/** A logo that can be uploaded. */
const SAMPLE_LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1"/></svg>'

/**
 * A company with one of everything, and a valid input for every operation in it.
 * @param given a company that is there already; its world has a group of another name
 */
export async function makeWorld(given?: MadeCompany) {
  const company = given ?? (await makeCompany())
  const name = given ? `Finance ${uuidv7().slice(-12)}` : 'Finance'
  const group = await company.group({ name, grants: ['ledger:post'] })
  const [ledger = ''] = await company.permissionIds(['ledger:post'])
  const [usersRead = ''] = await company.permissionIds(['users:read'])
  const administrator = await company.user({ groups: [company.administrators] })
  const member = await company.user({ groups: [group] })
  const outsider = await company.user()
  const inactive = await company.user({ status: 'inactive', groups: [group] })
  await company.events([
    {
      event: 'user.deactivated',
      data: { ended: { sessions: 1, passwordResets: 0, signInCodes: 0 }, reasonGiven: false, lastHeld: [], tookMs: 8 },
      at: new Date(),
      actor: administrator,
      target: { type: 'user', id: inactive.id },
      operation: 'users.deactivate',
    },
  ])
  const bulkId = uuidv7()
  await inCompany(company.id, async scope => {
    const ended = { sessions: 1, passwordResets: 0, signInCodes: 0 }
    const receipt = {
      userId: inactive.id,
      actorId: administrator.id,
      ended,
      reasonGiven: false,
      lastHeld: [],
      tookMs: 8,
    }
    await deactivationsIn(scope).insert([receipt])
    await brandingIn(scope).setLogo({ png: 'x', width: 1, height: 1 }, 'digest')
    const act = { act: 'add', groupId: group.id, groupName: group.name, done: 1, skipped: {} } as const
    await bulkActionsIn(scope).insert({ ...act, id: bulkId, actorId: administrator.id }, [{ userId: member.id }])
  })
  await company.events([
    {
      event: 'users.bulk_completed',
      data: { act: 'add', group, done: 1, skipped: {}, tookMs: 8 },
      at: new Date(),
      actor: administrator,
      target: { type: 'bulk', id: bulkId },
      operation: 'users.bulk',
    },
  ])
  const session = await company.session(member)
  await company.secondFactor(member)
  const invitation = await company.invitation({ by: administrator, groups: [group] })
  const imports = {
    reviewed: await company.importOf({ by: administrator }),
    running: await company.importOf({ by: administrator, state: 'running' }),
    stopped: await company.importOf({ by: administrator, state: 'stopped' }),
    done: await company.importOf({ by: administrator, state: 'done' }),
    leftOut: await company.importOf({ by: administrator, state: 'done', leftOut: true }),
  }
  const mail = await company.delayedMail(member)
  await company.passwordReset(member)
  return {
    company,
    group,
    ledger,
    usersRead,
    administrator,
    member,
    outsider,
    inactive,
    session,
    invitation,
    bulkId,
    imports,
    mail,
  }
}

export type World = Awaited<ReturnType<typeof makeWorld>>

type Sample = Record<string, unknown>

/** Settings on trial since a while ago, so that who signs in now may keep them. */
const onTrial = ({ company }: World): Promise<Sample> =>
  inCompany(company.id, async ({ tx }) => {
    await tx.execute(sql`update companies set security_before = security, security = '{"trustedDevices": false}',
      security_trial_since = now() - interval '5 minutes', security_reverts_at = now() + interval '10 minutes'`)
    return {}
  })

/** A day that an exception may last until. */
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)

/**
 * By operation name. The registry's test demands one for each, so that whoever adds an operation
 * gets its refusals tested by adding a line.
 */
export const samples: Record<string, (world: World) => Sample | Promise<Sample>> = {
  'access.view': () => ({}),
  'access.viewPage': () => ({}),
  'audit.list': () => ({ kind: 'change' }),
  'audit.listPage': () => ({ kind: 'change' }),
  'company.changeAccentColor': () => ({ accentColor: '#2f80ed' }),
  'company.changeInvitationDays': () => ({ days: 14 }),
  'company.changeLanguage': () => ({ language: 'es' }),
  'company.changeTimeZone': () => ({ timeZone: 'Europe/Madrid' }),
  'company.removeLogo': () => ({}),
  'company.uploadLogo': () => ({ content: async () => Buffer.from(SAMPLE_LOGO) }),
  'company.changeSlug': ({ company }) => ({ slug: `${company.slug}-x` }),
  'company.rename': () => ({ name: 'Another name' }),
  'company.view': () => ({}),
  'company.viewPage': () => ({}),
  'dashboard.view': () => ({}),
  'dashboard.showFirstSteps': () => ({ shown: false }),
  'emailChange.request': () => ({ email: 'new@example.com' }),
  'exemptions.end': ({ company, member }) =>
    inCompany(company.id, async scope => {
      await exemptionsIn(scope).grant({
        userId: member.id,
        reason: 'A new phone.',
        until: new Date(Date.now() + 86_400_000),
        grantedBy: member.id,
      })
      return { userId: member.id }
    }),
  'exemptions.grant': ({ member }) => ({ userId: member.id, reason: 'A new phone is on its way.', until: inAWeek() }),
  'groups.changeMembers': ({ group, outsider, member }) => ({
    add: [{ groupId: group.id, userId: outsider.id }],
    remove: [{ groupId: group.id, userId: member.id }],
  }),
  'groups.changePermissions': ({ group, usersRead, ledger }) => ({
    groupId: group.id,
    grant: [usersRead],
    revoke: [ledger],
  }),
  'groups.changeSecondFactor': ({ group }) => ({ groupId: group.id, required: true, graceDays: 7 }),
  'groups.create': () => ({ name: 'Research', slug: 'research', description: 'Looks into things.' }),
  'groups.delete': ({ group }) => ({ groupId: group.id }),
  'groups.edit': ({ group }) => ({ groupId: group.id }),
  'groups.editPermissions': ({ group }) => ({ groupId: group.id }),
  'groups.listCandidates': ({ group }) => ({ groupId: group.id, q: 'a' }),
  'groups.listOptions': () => ({}),
  'groups.listAssignable': () => ({ q: 'a' }),
  'permissions.listOptions': () => ({}),
  'groups.list': () => ({}),
  'groups.listPage': () => ({}),
  'groups.new': () => ({}),
  'groups.previewDeletion': ({ group }) => ({ groupId: group.id }),
  'groups.update': ({ group }) => ({ groupId: group.id, name: 'Treasury', slug: 'treasury', description: 'Counts.' }),
  'groups.view': ({ group }) => ({ groupId: group.id }),
  'groups.viewPage': ({ group }) => ({ groupId: group.id }),
  'invitations.cancel': ({ invitation }) => ({ invitationId: invitation.id }),
  'invitations.correct': ({ invitation }) => ({
    invitationId: invitation.id,
    name: 'Nadia',
    email: 'nadia@example.com',
  }),
  'invitations.edit': ({ invitation }) => ({ invitationId: invitation.id }),
  'invitations.revealLink': ({ invitation }) => ({ invitationId: invitation.id }),
  'invitations.revealLinks': ({ invitation }) => ({ invitationIds: [invitation.id] }),
  'invitations.list': () => ({}),
  'invitations.listPage': () => ({}),
  'invitations.new': () => ({}),
  'invitations.listGroups': () => ({ q: 'a' }),
  'invitations.resend': ({ invitation }) => ({ invitationId: invitation.id }),
  'invitations.send': ({ group }) => ({
    addresses: 'Frank Castle <frank@acme.example>',
    groupIds: [group.id],
    message: 'Welcome.',
  }),
  'imports.continue': ({ imports }) => ({ importId: imports.stopped.id }),
  'imports.downloadFailed': ({ imports }) => ({ importId: imports.reviewed.id }),
  'imports.viewProgress': ({ imports }) => ({ importId: imports.running.id }),
  'imports.list': () => ({}),
  'imports.listPage': () => ({}),
  'imports.review': () => ({ fileName: 'people.csv', content: 'email,name,groups\nada@example.com,Ada,Finance\n' }),
  'imports.start': ({ imports }) => ({
    importId: imports.reviewed.id,
    createGroups: false,
    message: 'Welcome.',
    expiryDays: 7,
  }),
  'imports.takeUp': ({ imports }) => ({
    importId: imports.leftOut.id,
    createGroups: true,
    message: '',
    expiryDays: 7,
  }),
  'imports.stop': ({ imports }) => ({ importId: imports.running.id }),
  'imports.downloadTemplate': () => ({}),
  'imports.inspect': () => ({ fileName: 'people.csv', content: 'email,name\nada@example.com,Ada\n' }),
  'imports.undo': ({ imports }) => ({ importId: imports.done.id }),
  'imports.view': ({ imports }) => ({ importId: imports.reviewed.id }),
  'imports.viewPage': ({ imports }) => ({ importId: imports.reviewed.id }),
  'mail.retry': ({ mail }) => ({ mailId: mail.id }),
  'mail.sendTest': () => ({}),
  'mail.view': () => ({}),
  'passkeys.beginRegistration': () => ({}),
  'permissions.create': () => ({ resource: 'vault', action: 'open', description: 'Opens it.' }),
  'permissions.delete': ({ ledger }) => ({ permissionId: ledger }),
  'permissions.list': () => ({}),
  'permissions.listPage': () => ({}),
  'permissions.new': () => ({}),
  'permissions.update': ({ ledger }) => ({
    permissionId: ledger,
    resource: 'ledger',
    action: 'write',
    description: 'Writes it.',
  }),
  'permissions.view': ({ ledger }) => ({ permissionId: ledger }),
  'permissions.viewPage': ({ ledger }) => ({ permissionId: ledger }),
  'profile.changePassword': () => ({
    currentPassword: SAMPLE_PASSWORD,
    newPassword: 'an entirely new pass phrase',
    repeatedPassword: 'an entirely new pass phrase',
  }),
  'profile.chooseColumns': () => ({ list: 'users', columns: ['email', 'status'] }),
  'profile.chooseLanguage': () => ({ language: 'es' }),
  'profile.chooseTimeZone': () => ({ timeZone: 'Europe/Madrid' }),
  'profile.updateNotifications': () => ({ newDevice: false, groupChanges: true }),
  'profile.endOtherSessions': () => ({}),
  'profile.export': () => ({}),
  'profile.viewData': () => ({}),
  'profile.rename': () => ({ name: 'Another Name' }),
  'profile.view': () => ({}),
  'profile.viewFrame': () => ({}),
  'profile.viewPage': () => ({}),
  'profile.viewPasswordPolicy': () => ({}),
  'profile.stepUp': () => ({ password: SAMPLE_PASSWORD }),
  'secondFactor.begin': () => ({}),
  'secondFactor.view': () => ({}),
  'secondFactor.viewStepUpMethods': () => ({}),
  'security.change': () => ({ secondFactor: { required: true, graceDays: 7 } }),
  'security.keep': onTrial,
  'security.preview': () => ({
    secondFactor: { required: true, graceDays: 0 },
    signIn: { password: false, emailCode: false, passkey: true },
    password: { preset: 'classic' },
    sessions: { idleMinutes: 10, absoluteHours: 2 },
    networks: '192.0.2.0/24',
  }),
  'security.revert': onTrial,
  'security.view': () => ({}),
  'security.viewPage': () => ({}),
  'sessions.end': () => ({}),
  'users.bulk': ({ group, outsider }) => ({ act: 'add', groupId: group.id, people: [outsider.id] }),
  'users.viewBulkResult': ({ bulkId }) => ({ bulkId }),
  'users.viewBulkResultPage': ({ bulkId }) => ({ bulkId }),
  'users.previewBulk': ({ group, member }) => ({
    act: 'remove',
    groupId: group.id,
    people: [member.id],
  }),
  'users.previewBulkPage': ({ group, member }) => ({
    act: 'remove',
    groupId: group.id,
    people: [member.id],
  }),
  'users.deactivate': ({ member }) => ({ userId: member.id, reason: 'Left the company.', cancelInvitations: true }),
  'users.edit': ({ member }) => ({ userId: member.id }),
  'users.previewDeactivation': ({ member }) => ({ userId: member.id }),
  'users.previewDeactivationPage': ({ member }) => ({ userId: member.id }),
  'users.viewReceipt': ({ inactive }) => ({ userId: inactive.id }),
  'users.update': ({ member }) => ({ userId: member.id, name: 'Renamed Person', title: '' }),
  'users.delete': ({ inactive }) => ({ userId: inactive.id, confirmation: inactive.email }),
  'users.editEmail': ({ member }) => ({ userId: member.id }),
  'users.requestEmailChange': ({ member }) => ({ userId: member.id, email: 'new@example.com' }),
  'users.resendEmailChange': async ({ company, member }) => {
    await company.emailChange(member)
    return { userId: member.id }
  },
  'users.cancelEmailChange': async ({ company, member }) => {
    await company.emailChange(member)
    return { userId: member.id }
  },
  'users.replaceEmail': ({ member }) => ({
    userId: member.id,
    email: 'new@example.com',
    reason: 'The old domain is gone.',
  }),
  'users.liftEmailHold': async ({ company, member }) => {
    await company.emailHold(member)
    return { userId: member.id }
  },
  'users.endSession': ({ member, session }) => ({ userId: member.id, sessionId: session.id }),
  'users.endSessions': ({ member }) => ({ userId: member.id }),
  'search.everything': () => ({ q: 'finance' }),
  'users.list': () => ({}),
  'users.export': () => ({}),
  'audit.export': () => ({}),
  'groups.export': () => ({}),
  'groups.exportMembers': ({ group }) => ({ groupId: group.id }),
  'permissions.export': () => ({}),
  'imports.exportRows': ({ imports }) => ({ importId: imports.reviewed.id }),
  'permissions.exportHolders': ({ ledger }) => ({ permissionId: ledger }),
  'mail.export': () => ({}),
  'users.exportSessions': ({ member }) => ({ userId: member.id }),
  'profile.exportSessions': () => ({}),
  'invitations.export': () => ({}),
  'users.listPage': () => ({}),
  'users.reactivate': ({ inactive }) => ({ userId: inactive.id }),
  'users.sendPasswordReset': ({ member }) => ({ userId: member.id }),
  'users.resetSecondFactor': ({ member }) => ({ userId: member.id }),
  'security.liftAddressWait': () => ({ address: '203.0.113.7' }),
  'users.liftThrottle': ({ member }) => ({ userId: member.id }),
  'users.view': ({ member }) => ({ userId: member.id }),
  'users.viewPage': ({ member }) => ({ userId: member.id }),
  'users.explainAccess': ({ member }) => ({ userId: member.id, permission: 'ledger:post' }),
  'users.explainAccessPage': ({ member }) => ({ userId: member.id, permission: 'ledger:post' }),
}

const personOf = async (company: MadeCompany, id: string) => ({
  ...(await inCompany(company.id, scope => usersIn(scope).find(id))),
  company,
})

/** A view that a person has of the list of users. */
const savedView = async ({ company }: World, { id }: { id: string }): Promise<string> => {
  const view = { id: randomUUID(), name: 'Inactive people', query: 'status=inactive' }
  await inCompany(company.id, async scope => {
    await listPreferencesIn(scope).hold(id, 'users')
    await listPreferencesIn(scope).set(id, 'users', { views: [view] })
  })
  return view.id
}

/** Likewise, for what somebody does with things of their own, which have to be made for them first. */
export const ownSamples: Record<
  string,
  (world: World, person: { id: string; sessionId: string }) => Promise<Record<string, unknown>>
> = {
  'emailChange.resend': async ({ company }, { id }) => (await company.emailChange(await personOf(company, id)), {}),
  'emailChange.cancel': async ({ company }, { id }) => (await company.emailChange(await personOf(company, id)), {}),
  'passkeys.beginVerification': async ({ company }, person) => (await addPasskey(company, person), {}),
  'passkeys.verify': async ({ company }, { id, sessionId }) => {
    const { device } = await addPasskey(company, { id })
    const question = { challenge: newToken() }
    await inCompany(company.id, scope =>
      challengeSession(scope, { userId: id, sessionId }, { purpose: 'passkey_check', ...question }),
    )
    return { response: device.get(question) }
  },
  'passkeys.register': async ({ company }, { id, sessionId }) => {
    const question = { challenge: newToken(), user: { id: 'AAAA' } }
    await inCompany(company.id, scope =>
      challengeSession(scope, { userId: id, sessionId }, { purpose: 'passkey_registration', ...question }),
    )
    return { name: 'Laptop', response: softAuthenticator().create(question) }
  },
  'passkeys.remove': async ({ company }, person) => ({ passkeyId: (await addPasskey(company, person)).id }),
  'passkeys.rename': async ({ company }, person) => ({
    passkeyId: (await addPasskey(company, person)).id,
    name: 'Blue key',
  }),
  'profile.deleteView': async (world, person) => ({ list: 'users', viewId: await savedView(world, person) }),
  'profile.saveView': async (world, person) => ({
    list: 'users',
    viewId: await savedView(world, person),
    name: 'Who left',
    query: 'status=inactive',
  }),
  'profile.endSession': async ({ company }, person) => ({ sessionId: (await company.session(person)).id }),
  'profile.forgetDevice': async ({ company }, { id }) =>
    inCompany(company.id, async scope => {
      const device = await devicesIn(scope).insert({ userId: id, tokenHash: hashToken(newToken()) })
      await devicesIn(scope).trust(device.id, new Date(Date.now() + 60_000))
      return { deviceId: device.id }
    }),
  'secondFactor.confirm': async ({ company }, { id }) => {
    const secret = newTotpSecret()
    return { sealedKey: encrypt(secret, totpSecretContext(company.id, id)), code: totpCodeAt(secret) }
  },
  'secondFactor.regenerateCodes': async ({ company }, person) => (await company.secondFactor(person), {}),
  'secondFactor.remove': async ({ company }, person) => (await company.secondFactor(person), {}),
  'secondFactor.verify': async ({ company }, person) => ({
    code: totpCodeAt((await company.secondFactor(person)).secret),
  }),
}

export const SAMPLE_PASSWORD = 'a password of the tests'

/** Everything with an id in this world, to be swapped for another world's or for nobody's. */
export const idsOf = ({
  company,
  group,
  ledger,
  usersRead,
  administrator,
  member,
  outsider,
  inactive,
  session,
  invitation,
  bulkId,
  imports,
  mail,
}: World): string[] => [
  company.administrators.id,
  group.id,
  ledger,
  usersRead,
  administrator.id,
  member.id,
  outsider.id,
  inactive.id,
  session.id,
  invitation.id,
  invitation.userId,
  bulkId,
  imports.reviewed.id,
  imports.running.id,
  imports.stopped.id,
  imports.done.id,
  imports.leftOut.id,
  mail.id,
]

/** Does `swap` to every string in a value. */
export function mapStrings(value: unknown, swap: (text: string) => string): unknown {
  if (typeof value === 'string') return swap(value)
  if (Array.isArray(value)) return value.map(item => mapStrings(item, swap))
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, swap)]))
  return value
}

const bits = () => newToken()

/**
 * By the name of a public operation: what somebody sends who knows nothing, to be joined by the slug of a company. The
 * registry's test demands one for each.
 */
export const publicSamples: Record<string, () => Sample> = {
  'emailChange.open': () => ({ token: bits() }),
  'emailChange.confirm': () => ({ token: bits() }),
  'emailChange.openObjection': () => ({ token: bits() }),
  'emailChange.object': () => ({ token: bits() }),
  'invitations.accept': () => ({ token: bits(), name: 'Mallory', password: 'an entirely new pass phrase' }),
  'invitations.open': () => ({ token: bits() }),
  'passkeys.beginSignIn': () => ({ browser: bits() }),
  'passwordReset.open': () => ({ token: bits() }),
  'passwordReset.request': () => ({ email: `${bits().toLowerCase()}@x.example` }),
  'passwordReset.complete': () => ({
    token: bits(),
    newPassword: 'an entirely new pass phrase',
    repeatedPassword: 'an entirely new pass phrase',
  }),
  'signInCode.request': () => ({ email: `${bits().toLowerCase()}@x.example`, browser: bits() }),
  'signIn.withPassword': () => ({ email: `${bits().toLowerCase()}@x.example`, password: 'guessed' }),
  'signInCode.signIn': () => ({ browser: bits(), code: '000000' }),
  'passkeys.signIn': () => ({
    browser: bits(),
    response: {
      id: bits(),
      rawId: bits(),
      type: 'public-key',
      clientExtensionResults: {},
      response: { authenticatorData: bits(), clientDataJSON: bits(), signature: bits(), userHandle: bits() },
    },
  }),
  'signIn.viewMethods': () => ({}),
  'company.viewBranding': () => ({ token: bits() }),
  'company.viewLogo': () => ({ token: bits() }),
}
