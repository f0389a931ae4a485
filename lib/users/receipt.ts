import type { z } from 'zod'
import type { EventFacts } from '@/lib/operation/register'
import { countOfEnded } from './ended-access'
import { deactivationOf, endedKinds, type EndedAccess } from './events'
import type { viewReceiptOutput } from './output'

interface DeactivationEvent {
  at: Date
  actorName: string | null
  targetName: string | null
  data: { [fact: string]: unknown }
}

/** The earliest events do not tell of every kind. */
const nothing: EndedAccess = { sessions: 0, passwordResets: 0, signInCodes: 0 }

export type Receipt = z.output<typeof viewReceiptOutput>['receipt']

/** What ended, when, by whom, from the event of a deactivation; of whom, as far as they are still there. */
export function receiptOf(
  { at, actorName, targetName, data }: DeactivationEvent,
  user?: { email: string; deactivationReason: string | null },
): Receipt {
  const { ended, invitationsCancelled, reasonGiven, lastHeld, tookMs } = deactivationOf(
    data as unknown as EventFacts<'user.deactivated'>,
  )
  return {
    person: targetName,
    email: user?.email,
    by: actorName,
    at,
    ended: { ...nothing, ...ended },
    invitationsCancelled,
    reasonGiven,
    reason: user?.deactivationReason ?? undefined,
    lastHeld,
    tookMs,
  }
}

/** What ended, each kind with how much of it, also where there was none. */
export const endedWords = ({ ended }: Pick<Receipt, 'ended'>): string =>
  endedKinds
    // Most companies mail no codes: of what there never is, there is nothing to say.
    .filter(kind => kind !== 'signInCodes' || ended[kind] > 0)
    .map(kind => countOfEnded(kind, ended[kind]))
    .join(', ')

/** How long until it took effect, for people. */
export const effectOf = ({ tookMs }: Pick<Receipt, 'tookMs'>): string =>
  `${tookMs === undefined ? '' : `${tookMs.toLocaleString('en-GB')} ms; `}effective on the next request`

export const reasonOf = ({ reason, reasonGiven }: Pick<Receipt, 'reason' | 'reasonGiven'>): string =>
  reason ?? (reasonGiven ? 'Given, and no longer kept' : 'Not given')

/** The receipt as plain text, to paste into a ticket. */
export function receiptText(receipt: Receipt, company: string): string {
  const { person, email, by, at, invitationsCancelled, lastHeld } = receipt
  return [
    `Offboarding receipt of ${company}`,
    `Person: ${person ?? 'a deleted user'}${email ? ` <${email}>` : ''}`,
    `Deactivated: ${at.toISOString()}`,
    `By: ${by ?? 'a deleted user'}`,
    `Ended: ${endedWords(receipt)}`,
    `Invitations they sent: ${invitationsCancelled === undefined ? 'left as they were' : `${invitationsCancelled.toLocaleString('en-GB')} cancelled`}`,
    `Took: ${effectOf(receipt)}`,
    `Reason: ${reasonOf(receipt)}`,
    `Only they held: ${lastHeld.length ? lastHeld.join(', ') : 'nothing'}`,
  ].join('\n')
}
