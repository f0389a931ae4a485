import { invitationsIn } from '@/db/repositories/invitations'
import type { CompanyScope } from '@/db/scope'
import { reserveAsk } from '../auth/throttle'
import type { Record, RequestFacts } from '../operation/define'
import { allHold } from '../permissions/held-by-person'

/**
 * The pending invitation that a token opens; looking uses nothing up. A link that was copied is good as long as everybody
 * who copied it holds what it opens by now: else they could let themselves in as somebody with more than they have.
 */
async function find(scope: CompanyScope, tokenHash: string) {
  const invitation = await invitationsIn(scope).byToken(tokenHash)
  if (!invitation?.userId) return {}
  const { userId, copiedBy } = invitation
  return (await allHold(scope, copiedBy, userId)) ? { invitation: { ...invitation, userId } } : { copiedTo: userId }
}

export const usableInvitation = async (scope: CompanyScope, tokenHash: string) => (await find(scope, tokenHash)).invitation

/** The same for who is about to accept it, with the refusal noted. */
export async function acceptableInvitation(
  scope: CompanyScope,
  tokenHash: string,
  { record, request }: { record: Record; request: RequestFacts },
) {
  const { invitation, copiedTo } = await find(scope, tokenHash)
  if (invitation) return invitation
  const { fold } = await reserveAsk(scope, 'link', 'invitation.refused', request)
  const target = copiedTo ? ({ type: 'user', id: copiedTo } as const) : undefined
  record('invitation.refused', copiedTo ? { because: 'copied' } : {}, { target, outcome: 'refused', fold })
  return undefined
}
