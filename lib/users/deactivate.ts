import { batch } from '@/db/json'
import { administratorsIn } from '@/db/repositories/administrators'
import { deactivationsIn } from '@/db/repositories/deactivations'
import { invitationsIn } from '@/db/repositories/invitations'
import { membershipsIn } from '@/db/repositories/memberships'
import { soleHoldersIn, peopleAmong } from '@/db/repositories/sole-holders'
import { usersIn } from '@/db/repositories/users'
import { cancelInvitations } from '@/lib/invitations/invite'
import type { Context } from '@/lib/operation/define'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { endAccessOfMany } from './end-access'
import type { Deactivation } from './events'
import '@/lib/invitations/events'
import './events'

type Acting = Pick<Context, 'scope' | 'actor' | 'record'>

interface Terms {
  /** May be empty. */
  reason: string
  /** Also of those that they sent and nobody accepted. */
  cancelInvitations: boolean
  /** When the action began, by performance.now(). */
  began: number
  /** The bulk act that this is part of. */
  bulk?: string
}

/**
 * Ends the access of people who are active and not the actor, each with an event; whoever calls this has looked at that, has
 * asked whether the actor may take what these people hold, and holds the lock of the administrators. Returns the facts by person.
 * @throws AppError `last_administrator` when nobody would be left, `not_held` when invitations are to be cancelled that open more than the actor holds
 */
export async function deactivatePeople(
  context: Acting,
  userIds: string[],
  terms: Terms,
): Promise<Map<string, Deactivation>> {
  const { scope, actor, record } = context
  await usersIn(scope).deactivate(userIds, terms.reason)
  const ended = await endAccessOfMany(scope, userIds)
  const cancelled = terms.cancelInvitations ? await cancelSentBy(context, userIds) : undefined
  const { lastHeld } = await batch(scope.tx, { lastHeld: soleHoldersIn(scope).onlyHeldBy(peopleAmong(userIds)) })
  await administratorsIn(scope).mustRemain()
  const keysOf = new Map(lastHeld.map(({ userId, keys }) => [userId, keys]))
  const tookMs = Math.ceil(performance.now() - terms.began)
  const facts = new Map<string, Deactivation>()
  for (const [userId, counts] of ended) {
    const fact: Deactivation = {
      ended: counts,
      ...(cancelled && { invitationsCancelled: cancelled.get(userId) ?? 0 }),
      reasonGiven: terms.reason !== '',
      lastHeld: keysOf.get(userId) ?? [],
      tookMs,
      ...(terms.bulk && { bulk: terms.bulk }),
    }
    facts.set(userId, fact)
    record('user.deactivated', fact, { target: { type: 'user', id: userId } })
  }
  await deactivationsIn(scope).insert(
    [...facts].map(([userId, { bulk, ...fact }]) => ({ ...fact, userId, actorId: actor.userId, bulkActionId: bulk })),
  )
  return facts
}

/** How many in one statement. */
const BATCH = 5000

/** Cancels what these people sent and nobody accepted, each with an event; how many, by sender. */
async function cancelSentBy({ scope, actor, record }: Acting, userIds: string[]): Promise<Map<string, number>> {
  const open = await invitationsIn(scope).openSentByMany(userIds)
  await requireHeldOfUsers(
    scope,
    actor,
    'cancelInvitation',
    open.flatMap(({ userId }) => userId ?? []),
  )
  const groupsOf = await membershipsIn(scope).groupNamesOf(open.flatMap(({ userId }) => userId ?? []))
  const ids = open.map(invitation => invitation.id)
  for (let done = 0; done < ids.length; done += BATCH)
    await cancelInvitations(scope, ids.slice(done, done + BATCH), actor.userId)
  const counts = new Map<string, number>()
  for (const { userId, invitedBy } of open) {
    counts.set(invitedBy!, (counts.get(invitedBy!) ?? 0) + 1)
    const target = userId ? ({ type: 'user', id: userId } as const) : undefined
    record('invitation.cancelled', { groups: (userId && groupsOf.get(userId)) || [] }, { target })
  }
  return counts
}
