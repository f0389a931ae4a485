import { actorsIn } from '@/db/repositories/actors'
import { invitationsIn } from '@/db/repositories/invitations'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { CompanyScope } from '@/db/scope'
import { grantsBeyond } from '@/lib/groups/reviewed-grants'
import type { RecordEvent, RequestFacts } from '@/lib/operation/define'
import { allHold } from '@/lib/permissions/require-held'
import { reserveRequest } from '@/lib/throttling/throttle'
import './events'

type Pending = NonNullable<Awaited<ReturnType<ReturnType<typeof invitationsIn>['byToken']>>>

interface Found {
  invitation?: Pending & { userId: string }
  refused?: { because: 'copied' | 'grown'; userId: string }
}

/**
 * The pending invitation that a token opens; looking uses nothing up. A link that was copied is good as long as everybody
 * who copied it holds what it opens by now: else they could let themselves in as somebody with more than they have. And it
 * opens what its groups granted when it was sent, and more only as far as whoever sent it holds that and could send it again.
 */
async function find(scope: CompanyScope, tokenHash: string): Promise<Found> {
  const invitation = await invitationsIn(scope).byToken(tokenHash)
  if (!invitation?.userId) return {}
  const { userId, copiedBy, granted, invitedBy } = invitation
  const refused = (because: 'copied' | 'grown'): Found => ({ refused: { because, userId } })
  if (!(await allHold(scope, copiedBy, userId))) return refused('copied')
  if (granted && !(await isAnsweredFor(scope, { userId, granted, invitedBy }))) return refused('grown')
  return { invitation: { ...invitation, userId } }
}

async function isAnsweredFor(
  scope: CompanyScope,
  { userId, granted, invitedBy }: { userId: string; granted: string[]; invitedBy: string | null },
): Promise<boolean> {
  const added = grantsBeyond(granted, await soleHoldersIn(scope).keysOf([userId]))
  if (!added.length) return true
  const sender = invitedBy ? await actorsIn(scope).byUser(invitedBy) : undefined
  return sender !== undefined && grantsBeyond(sender.permissions, added).length === 0
}

export const usableInvitation = async (scope: CompanyScope, tokenHash: string) =>
  (await find(scope, tokenHash)).invitation

/** The same for who is about to accept it, with the refusal noted. */
export async function acceptableInvitation(
  scope: CompanyScope,
  tokenHash: string,
  { record, request }: { record: RecordEvent; request: RequestFacts },
) {
  const { invitation, refused } = await find(scope, tokenHash)
  if (invitation) return invitation
  const { fold } = await reserveRequest(scope, 'link', 'invitation.refused', request)
  const target = refused && ({ type: 'user', id: refused.userId } as const)
  record('invitation.refused', refused ? { because: refused.because } : {}, { target, outcome: 'refused', fold })
  return undefined
}
