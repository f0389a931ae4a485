import { usersIn } from '@/db/repositories/users'
import { changedFields, sentFields } from '@/lib/operation/changes'
import { command } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { limitRate } from '@/lib/throttling/rate-limit'
import { requireFreeAddress } from './conflicts'
import { correctInvitationInput } from './form-input'
import { RESENT_AN_HOUR } from './input'
import { correctInvited } from './invite'
import { daysOfInvitation, findOpenInvitation } from './open-invitation'
import { correctInvitationOutput } from './output'
import './events'

export const correctInvitation = command({
  name: 'invitations.correct',
  permission: 'users:invite',
  explain: 'Edit the name and email address of an invited person: a new link is sent, and the old one stops working.',
  input: correctInvitationInput,
  output: correctInvitationOutput,
  http: { method: 'PATCH', path: '/invitations/:invitationId' },
  versioned: ({ version }) => version,
  serialized: true,
  async run(context, { invitationId, version, ...details }) {
    const { scope, actor, record } = context
    const invitation = await findOpenInvitation(context, invitationId, 'corrected')
    const { target } = invitation
    await requireHeldOfUsers(scope, actor, 'handOut', [invitation.userId])
    const users = usersIn(scope)
    const before = await users.findForUpdate(invitation.userId)
    const sent = sentFields(details)
    const now = { name: before.name, email: before.email, ...sent }
    // The address stands in for a name that nobody gave.
    if (now.name === before.email) now.name = now.email
    await requireFreeAddress(scope, actor, before.id, now.email)
    const fields = changedFields(before, sent)
    if (fields.length)
      await limitRate(scope, {
        event: 'invitation.corrected',
        targetId: target.id,
        most: RESENT_AN_HOUR,
        hours: 1,
        sentence: `This invitation was changed ${RESENT_AN_HOUR} times in the last hour, which is the limit. The last link still works.`,
      })
    const made = await users.correct(before.id, now, editBy({ actor }, version))
    const next = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, sent))
    if (!fields.length) {
      record('invitation.corrected', { fields }, { target })
      return { version: next }
    }
    const days = await daysOfInvitation(scope, undefined)
    await correctInvited(scope, actor, { ...invitation, name: before.name }, now, days)
    record('invitation.corrected', { fields, days }, { target })
    return { version: next, days }
  },
})
