import { v7 as uuidv7 } from 'uuid'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { groupsIn } from '@/db/repositories/groups'
import { invitationsIn } from '@/db/repositories/invitations'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { membershipsIn, type NewMembership } from '@/db/repositories/memberships'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { tokenFromSeed } from '@/lib/kernel/encryption'
import { addressKey } from '@/lib/kernel/fold'
import { paths } from '@/lib/kernel/paths'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import type { Actor } from '@/lib/operation/actor'
import { absoluteUrl } from '@/lib/platform/mail/absolute-url'
import { toMailRow, enqueueEmails } from '@/lib/platform/mail/enqueue'

const DAY_MS = 86_400_000

/** More than somebody invites by hand: their mail lets everybody else's go first. */
const MANY = 100

/** Who invites, with the company as it is called now. */
type Inviter = Pick<Actor, 'userId' | 'name' | 'company'>

interface Invitee {
  email: string
  /** The address stands in for a name that nobody gave. */
  name?: string
  title?: string
  groupIds: string[]
  /** In the file of an import. */
  line?: number
}

interface Terms {
  message: string
  expiryDays: number
  importId?: string
  /** How many are invited together. */
  together: number
}

interface Invited {
  email: string
  userId: string
  invitationId: string
}

/** The token of an invitation's link, of which the database keeps the seed and the hash. */
export const invitationToken = (seed: string): string => tokenFromSeed(seed, 'invitation')

/** The whole address that a person opens; from the configuration, never from a request. */
export const invitationUrl = (slug: string, seed: string): string =>
  absoluteUrl(paths.invitation(slug, invitationToken(seed)))

/** A fresh link, and the mail that carries it. */
function emailWithLink(
  scope: CompanyScope,
  inviter: Inviter,
  to: { email: string; name: string; userId: string },
  terms: Terms,
) {
  const { message, expiryDays, importId, together } = terms
  const tokenSeed = newToken()
  const expiresAt = new Date(Date.now() + expiryDays * DAY_MS)
  const mail = toMailRow(scope, {
    template: 'invitation',
    ...((importId || together > MANY) && { priority: 'bulk' }),
    to: { name: to.name === to.email ? '' : to.name, address: to.email },
    userId: to.userId,
    content: {
      company: inviter.company.name,
      inviter: inviter.name,
      message,
      url: invitationUrl(inviter.company.slug, tokenSeed),
      expiresAt: expiresAt.toISOString(),
    },
  })
  return { mail, link: { tokenSeed, tokenHash: hashToken(invitationToken(tokenSeed)), expiresAt, mailId: mail.id } }
}

/**
 * Makes users who are invited, with their groups, and sends each the way in. Whether the inviter may
 * hand out these groups is the caller's to ask, before.
 * @returns those it was done for; whose address has a user already is left out
 */
export async function invite(
  scope: CompanyScope,
  inviter: Inviter,
  invitees: Invitee[],
  terms: Omit<Terms, 'together'>,
): Promise<Invited[]> {
  const made = await usersIn(scope).insertInvited(
    invitees.map(({ email, name, title }) => ({ email, name: name || email, title: title || null })),
  )
  const userOf = new Map(made.map(user => [addressKey(user.email), user]))
  const invited: Invited[] = []
  const memberships: NewMembership[] = []
  const granted = await grantsOf(scope, invitees)
  const emails = invitees.flatMap(({ email, groupIds, line }) => {
    const user = userOf.get(addressKey(email))
    if (!user) return []
    userOf.delete(addressKey(email))
    const invitationId = uuidv7()
    invited.push({ email, userId: user.id, invitationId })
    const source = terms.importId
      ? { via: 'import' as const, sourceId: terms.importId, sourceLine: line }
      : { via: 'invitation' as const, sourceId: invitationId }
    memberships.push(...groupIds.map(groupId => ({ groupId, userId: user.id, by: inviter.userId, ...source })))
    const { mail, link } = emailWithLink(
      scope,
      inviter,
      { ...user, userId: user.id },
      { ...terms, together: invitees.length },
    )
    const { message, importId } = terms
    const opens = [...new Set(groupIds.flatMap(groupId => granted.get(groupId) ?? []))]
    return [
      {
        mail,
        invitation: {
          ...link,
          granted: opens,
          id: invitationId,
          userId: user.id,
          email,
          message,
          importId,
          invitedBy: inviter.userId,
        },
      },
    ]
  })
  await membershipsIn(scope).add(memberships)
  await enqueueEmails(
    scope,
    emails.map(({ mail }) => mail),
  )
  await invitationsIn(scope).insertMany(emails.map(({ invitation }) => invitation))
  return invited
}

/** What the groups of these grant, by group. */
async function grantsOf(scope: CompanyScope, invitees: Invitee[]): Promise<Map<string, string[]>> {
  const groupIds = [...new Set(invitees.flatMap(invitee => invitee.groupIds))]
  const grants = new Map<string, string[]>()
  for (const { groupId, key } of groupIds.length ? await groupsIn(scope).permissionKeys(groupIds) : []) {
    grants.set(groupId, [...(grants.get(groupId) ?? []), key])
  }
  return grants
}

interface Renewable {
  id: string
  userId: string
  email: string
  name: string
  message: string
  mailId: string | null
}

/** Sends a new link; the old one is dead, the old mail is taken back where it still waits, and the expiry starts anew. */
export const reinvite = (
  scope: CompanyScope,
  inviter: Inviter,
  invitation: Renewable,
  expiryDays: number,
): Promise<void> => reinviteAll(scope, inviter, [invitation], expiryDays)

/**
 * Sends somebody who is invited a new link to another address or under another name, which their account has by now. Where the
 * address is another, the former one is kept with the account, to be erased with it.
 */
export async function correctInvited(
  scope: CompanyScope,
  inviter: Inviter,
  invitation: Renewable,
  now: { name: string; email: string },
  expiryDays: number,
): Promise<void> {
  if (now.email !== invitation.email) {
    await invitationsIn(scope).readdress(invitation.id, now.email)
    const at = new Date()
    const { userId, email: fromEmail } = invitation
    const change = { userId, fromEmail, toEmail: now.email, requestedBy: inviter.userId }
    await emailChangesIn(scope).insert({ ...change, expiresAt: at, effectiveAt: at, objectableUntil: at })
  }
  await reinvite(scope, inviter, { ...invitation, ...now }, expiryDays)
}

/** The same for many, with as many statements as for one. */
export async function reinviteAll(
  scope: CompanyScope,
  inviter: Inviter,
  invitations: Renewable[],
  expiryDays: number,
): Promise<void> {
  const emails = invitations.map(invitation => ({
    id: invitation.id,
    ...emailWithLink(scope, inviter, invitation, {
      message: invitation.message,
      expiryDays,
      together: invitations.length,
    }),
  }))
  await enqueueEmails(
    scope,
    emails.map(({ mail }) => mail),
  )
  const granted = await soleHoldersIn(scope).keysOfEach(invitations.map(({ userId }) => userId))
  const userOf = new Map(invitations.map(({ id, userId }) => [id, userId]))
  await invitationsIn(scope).renewMany(
    emails.map(({ id, link }) => ({ id, ...link, granted: granted.get(userOf.get(id)!) ?? [] })),
    inviter.userId,
  )
  const replaced = invitations.flatMap(({ mailId }) => mailId ?? [])
  if (replaced.length) await mailMessagesIn(scope).withdraw(...replaced)
}

/**
 * Ends invitations: their links are dead, and their users, who never had access, are gone. Returns how many.
 * @param by who takes them back
 */
export async function cancelInvitations(scope: CompanyScope, ids: string[], by: string | null): Promise<number> {
  const userIds = await invitationsIn(scope).cancel(ids)
  await usersIn(scope).removeInvited(userIds, by)
  return userIds.length
}
