import { accessIn } from '@/db/repositories/access'
import { groupsIn } from '@/db/repositories/groups'
import { invitationsIn } from '@/db/repositories/invitations'
import { passwordHistoryIn } from '@/db/repositories/password-history'
import { usersIn } from '@/db/repositories/users'
import { requireNoMoreGrants } from '@/lib/groups/reviewed-grants'
import { AppError, notFound } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { hashToken } from '@/lib/kernel/tokens'
import { command, publicCommand } from '@/lib/operation/define'
import { hashPassword, hashRequest } from '@/lib/passwords/hash'
import { requireAllowedPassword, passwordRulesFor } from '@/lib/passwords/policy'
import { requireHeldOfUsers, requireHeldOfGroups } from '@/lib/permissions/require-held'
import { beginSession } from '@/lib/sessions/begin-session'
import { newSessionOutput } from '@/lib/sessions/output'
import { minimumDuration } from '@/lib/throttling/minimum-duration'
import { limitRate } from '@/lib/throttling/rate-limit'
import { findConflicts, conflictSentence } from './conflicts'
import { invitationInput } from './form-input'
import { acceptInvitationInput, RESENT_AN_HOUR, resendInvitationInput, sendInvitationsInput } from './input'
import { cancelInvitations, invitationUrl, invite, reinvite } from './invite'
import { daysOfInvitation, findOpenInvitation } from './open-invitation'
import { sendInvitationsOutput, resendInvitationOutput, revealInvitationLinkOutput } from './output'
import { acceptableInvitation } from './token-validity'
import './events'

export const sendInvitations = command({
  name: 'invitations.send',
  permission: 'users:invite',
  explain: 'Invite people into groups whose permissions you have.',
  input: sendInvitationsInput,
  output: sendInvitationsOutput,
  http: { method: 'POST', path: '/invitations' },
  serialized: true,
  async run({ scope, actor, record }, { addresses, name, groupIds, reviewed, message, expiryDays }) {
    const wanted = [...new Set(groupIds)]
    const groups = wanted.length ? await groupsIn(scope).findMany(wanted) : []
    if (groups.length !== wanted.length) throw notFound('Group')
    await requireHeldOfGroups(scope, actor, 'handOut', wanted)
    await requireNoMoreGrants(
      scope,
      reviewed
        .filter(({ groupId }) => wanted.includes(groupId))
        .map(({ groupId, grants }) => ({ id: groupId, grants })),
    )
    const days = await daysOfInvitation(scope, expiryDays)
    const invitees = addresses.map(one => ({
      email: one.email,
      name: name ?? one.name,
      title: one.title,
      groupIds: wanted,
    }))
    const invited = await invite(scope, actor, invitees, { message, expiryDays: days })
    const free = new Set(invited.map(({ email }) => email))
    const taken = await findConflicts(
      scope,
      actor,
      addresses.map(({ email }) => email).filter(email => !free.has(email)),
    )
    if (!invited.length) {
      throw new AppError('nobody_new', 'Nobody was invited.', {
        fields: { addresses: taken.map(conflictSentence).join(' ') },
        details: { taken },
      })
    }
    for (const { userId } of invited) {
      record(
        'invitation.sent',
        { groups: groups.map(group => group.name), days },
        { target: { type: 'user', id: userId } },
      )
    }
    return { invited, taken, days }
  },
})

export const resendInvitation = command({
  name: 'invitations.resend',
  permission: 'users:invite',
  explain: 'Resend an invitation: with a new link and a new expiry date, so that the old link stops working.',
  input: resendInvitationInput,
  output: resendInvitationOutput,
  http: { method: 'POST', path: '/invitations/:invitationId/resend' },
  serialized: true,
  async run(context, { invitationId, expiryDays }) {
    const { scope, actor, record } = context
    const invitation = await findOpenInvitation(context, invitationId, 'sent again')
    await requireHeldOfUsers(scope, actor, 'handOut', [invitation.userId])
    await limitRate(scope, {
      event: 'invitation.resent',
      targetId: invitation.target.id,
      most: RESENT_AN_HOUR,
      hours: 1,
      sentence: `This invitation was resent ${RESENT_AN_HOUR} times in the last hour, which is the limit. The last link still works.`,
    })
    const { name } = await usersIn(scope).find(invitation.userId)
    const days = await daysOfInvitation(scope, expiryDays)
    await reinvite(scope, actor, { ...invitation, name }, days)
    record('invitation.resent', { groups: invitation.groups, days }, { target: invitation.target })
    return { days }
  },
})

export const cancelInvitation = command({
  name: 'invitations.cancel',
  permission: 'users:invite',
  explain: 'Cancel an invitation: its link stops working, and the person is removed from the list of users.',
  input: invitationInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/invitations/:invitationId' },
  serialized: true,
  async run(context, { invitationId }) {
    const { scope, actor, record } = context
    const { userId, target, groups } = await findOpenInvitation(context, invitationId, 'cancelled')
    await requireHeldOfUsers(scope, actor, 'cancelInvitation', [userId])
    await cancelInvitations(scope, [invitationId], actor.userId)
    record('invitation.cancelled', { groups }, { target })
  },
})

export const revealInvitationLink = command({
  name: 'invitations.revealLink',
  permission: 'users:invite',
  explain: 'Copy the link of an invitation, for installations without email.',
  input: invitationInput,
  output: revealInvitationLinkOutput,
  internal: 'It belongs to a page.',
  serialized: true,
  async run(context, { invitationId }) {
    const { scope, actor, record } = context
    const { userId, status, tokenSeed, expiresAt, email, target, groups } = await findOpenInvitation(
      context,
      invitationId,
      'used',
    )
    if (status === 'expired')
      throw new AppError(
        'wrong_status',
        'This invitation has expired, so its link no longer works. Resend it to create a new link.',
      )
    await requireHeldOfUsers(scope, actor, 'handOut', [userId])
    await invitationsIn(scope).copied([invitationId], actor.userId)
    record('invitation.link_revealed', { groups }, { target })
    return { url: invitationUrl(actor.company.slug, tokenSeed), expiresAt, email }
  },
})

/** One answer for what expired, was cancelled, was accepted or never existed, in whatever company. */
const unusable = () =>
  new AppError(
    'not_found',
    'This invitation cannot be used. It has expired, was cancelled or was already accepted. If you accepted it, sign in. If not, ask the person who invited you for a new one.',
  )

/**
 * Makes an invited person active and signs them in. The token is used up by one conditional UPDATE, so that of
 * many at once exactly one succeeds; the hash is made before, between two transactions.
 */
export const acceptInvitation = publicCommand({
  name: 'invitations.accept',
  explain: 'Accept an invitation.',
  input: acceptInvitationInput,
  output: newSessionOutput,
  async run({ transaction, request }, { company, token, name, password }) {
    const tokenHash = hashToken(token)
    const pending = await minimumDuration(
      transaction(async ({ scope, record }) => {
        const found = await acceptableInvitation(scope, tokenHash, { record, request })
        return found && { ...found, rules: await passwordRulesFor(scope) }
      }),
    )
    if (!pending) throw unusable()
    const hashing = hashRequest('acceptance', request, { known: true })
    await requireAllowedPassword(
      pending.rules,
      password,
      [name, pending.email, pending.companyName, company],
      'password',
      hashing,
    )
    const passwordHash = await hashPassword(password, hashing)
    const session = await transaction(async ({ scope, record }) => {
      const found = await acceptableInvitation(scope, tokenHash, { record, request })
      if (!found) return undefined
      const { userId } = found
      if (!(await invitationsIn(scope).accept(tokenHash))) {
        record('invitation.refused', {}, { outcome: 'refused' })
        return undefined
      }
      // Thrown inside, so that the acceptance is taken back.
      if (!(await usersIn(scope).activate(userId, { name, passwordHash }))) throw unusable()
      await passwordHistoryIn(scope).add(userId, passwordHash)
      const groups = await accessIn(scope).groupsOf(userId)
      record(
        'invitation.accepted',
        { groups: groups.map(group => group.name) },
        { actorId: userId, target: { type: 'user', id: userId } },
      )
      return beginSession({ scope, record, request, userId, method: 'invitation' })
    })
    if (!session) throw unusable()
    return session
  },
})
