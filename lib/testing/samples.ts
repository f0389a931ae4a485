import { sql } from 'drizzle-orm'
import { makeCompany } from '@/db/factories'
import { exemptionsIn } from '@/db/repositories/exemptions'
import { inCompany } from '@/db/scope'

/** A company with one of everything, and a valid input for every operation in it. */
export async function makeWorld() {
  const company = await makeCompany()
  const group = await company.group({ name: 'Finance', grants: ['ledger:post'] })
  const [ledger = ''] = await company.permissionIds(['ledger:post'])
  const [usersRead = ''] = await company.permissionIds(['users:read'])
  const administrator = await company.user({ groups: [company.administrators] })
  const member = await company.user({ groups: [group] })
  const outsider = await company.user()
  const inactive = await company.user({ status: 'inactive', groups: [group] })
  const session = await company.session(member)
  const invitation = await company.invitation({ by: administrator, groups: [group] })
  return { company, group, ledger, usersRead, administrator, member, outsider, inactive, session, invitation }
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
  'audit.list': () => ({}),
  'company.changeSlug': ({ company }) => ({ slug: `${company.slug}-x` }),
  'company.rename': () => ({ name: 'Another name' }),
  'company.view': () => ({}),
  'dashboard.view': () => ({}),
  'exemptions.end': ({ company, member }) =>
    inCompany(company.id, async scope => {
      await exemptionsIn(scope).grant({ userId: member.id, reason: 'A new phone.', until: new Date(Date.now() + 86_400_000), grantedBy: member.id })
      return { userId: member.id }
    }),
  'exemptions.grant': ({ member }) => ({ userId: member.id, reason: 'A new phone is on its way.', until: inAWeek() }),
  'groups.changeMembers': ({ group, outsider, member }) => ({
    add: [{ groupId: group.id, userId: outsider.id }],
    remove: [{ groupId: group.id, userId: member.id }],
  }),
  'groups.changePermissions': ({ group, usersRead, ledger }) => ({ groupId: group.id, grant: [usersRead], revoke: [ledger] }),
  'groups.changeSecondFactor': ({ group }) => ({ groupId: group.id, required: true, graceDays: 7 }),
  'groups.create': () => ({ name: 'Research', slug: 'research', description: 'Looks into things.' }),
  'groups.delete': ({ group }) => ({ groupId: group.id }),
  'groups.edit': ({ group }) => ({ groupId: group.id }),
  'groups.editPermissions': ({ group }) => ({ groupId: group.id }),
  'groups.list': () => ({}),
  'groups.new': () => ({}),
  'groups.previewDeletion': ({ group }) => ({ groupId: group.id }),
  'groups.update': ({ group }) => ({ groupId: group.id, name: 'Treasury', slug: 'treasury', description: 'Counts.' }),
  'groups.view': ({ group }) => ({ groupId: group.id }),
  'permissions.create': () => ({ resource: 'vault', action: 'open', description: 'Opens it.' }),
  'permissions.delete': ({ ledger }) => ({ permissionId: ledger }),
  'permissions.list': () => ({}),
  'permissions.prepare': () => ({}),
  'permissions.update': ({ ledger }) => ({ permissionId: ledger, resource: 'ledger', action: 'write', description: 'Writes it.' }),
  'permissions.view': ({ ledger }) => ({ permissionId: ledger }),
  'profile.changePassword': () => ({
    currentPassword: SAMPLE_PASSWORD,
    newPassword: 'an entirely new pass phrase',
    repeatedPassword: 'an entirely new pass phrase',
  }),
  'profile.endOtherSessions': () => ({}),
  'profile.rename': () => ({ name: 'Another Name' }),
  'profile.view': () => ({}),
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
  'session.end': () => ({}),
  'users.deactivate': ({ member }) => ({ userId: member.id }),
  'users.delete': ({ inactive }) => ({ userId: inactive.id, confirmation: inactive.email }),
  'users.endSession': ({ member, session }) => ({ userId: member.id, sessionId: session.id }),
  'users.endSessions': ({ member }) => ({ userId: member.id }),
  'users.list': () => ({}),
  'users.reactivate': ({ inactive }) => ({ userId: inactive.id }),
  'users.view': ({ member }) => ({ userId: member.id }),
}

export const SAMPLE_PASSWORD = 'a password of the tests'

/** Everything with an id in this world, to be swapped for another world's or for nobody's. */
export const idsOf = ({ company, group, ledger, usersRead, administrator, member, outsider, inactive, session, invitation }: World): string[] => [
  company.administrators.id, group.id, ledger, usersRead, administrator.id, member.id, outsider.id, inactive.id, session.id, invitation.id, invitation.userId,
]

/** Does `swap` to every string in a value. */
export function mapStrings(value: unknown, swap: (text: string) => string): unknown {
  if (typeof value === 'string') return swap(value)
  if (Array.isArray(value)) return value.map(item => mapStrings(item, swap))
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, swap)]))
  return value
}

