import { invitationsIn } from '@/db/repositories/invitations'
import { membershipsIn } from '@/db/repositories/memberships'
import { AppError } from '@/lib/kernel/errors'
import { command } from '@/lib/operation/define'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { invitationsInput } from './form-input'
import { invitationUrl } from './invite'
import { revealInvitationLinksOutput } from './output'
import './events'

/** Those that were accepted, cancelled or have expired meanwhile are left out. */
export const revealInvitationLinks = command({
  name: 'invitations.revealLinks',
  permission: 'users:invite',
  explain: 'Copy the links of several invitations, for installations without email.',
  input: invitationsInput,
  output: revealInvitationLinksOutput,
  internal: 'It belongs to a page.',
  serialized: true,
  async run({ scope, actor, record }, { invitationIds }) {
    const found = await invitationsIn(scope).findManyForUpdate(invitationIds)
    const pending = found.flatMap(({ userId, status, ...rest }) =>
      userId && status === 'pending' ? [{ ...rest, userId }] : [],
    )
    if (!pending.length)
      throw new AppError('wrong_status', 'None of these invitations is still pending, so their links no longer work.')
    const userIds = pending.map(({ userId }) => userId)
    await requireHeldOfUsers(scope, actor, 'handOut', userIds)
    await invitationsIn(scope).copied(
      pending.map(({ id }) => id),
      actor.userId,
    )
    const groupsOf = await membershipsIn(scope).groupNamesOf(userIds)
    for (const { userId } of pending)
      record(
        'invitation.link_revealed',
        { groups: groupsOf.get(userId) ?? [] },
        { target: { type: 'user', id: userId } },
      )
    return {
      links: pending.map(({ tokenSeed, expiresAt, email }) => ({
        url: invitationUrl(actor.company.slug, tokenSeed),
        expiresAt,
        email,
      })),
    }
  },
})
