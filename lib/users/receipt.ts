import { countOfEnded, deactivationOf, endedKinds } from '../audit/ended'
import type { EventData } from '../audit/events'

interface DeactivationEvent {
  at: Date
  actorName: string | null
  targetName: string | null
  data: { [fact: string]: unknown }
}

export interface Receipt {
  /** Today's name; a deleted person has none. */
  person: string | null
  /** Who did it, likewise. */
  by: string | null
  at: Date
  /** A line for each kind of access that ended, also where there was none. */
  ended: string[]
  /** Left out where nobody asked for it. */
  invitationsCancelled?: number
  reasonGiven: boolean
  /** Keys of theirs that nobody active held any more, but for full access. */
  lastHeld: string[]
  tookMs?: number
}

/** What ended, when, by whom, from the event of a deactivation. */
export function receiptOf({ at, actorName, targetName, data }: DeactivationEvent): Receipt {
  const { ended, invitationsCancelled, reasonGiven, lastHeld, tookMs } = deactivationOf(data as unknown as EventData['user.deactivated'])
  return {
    person: targetName,
    by: actorName,
    at,
    // Most companies mail no codes: of what there never is, there is nothing to say.
    ended: endedKinds.filter(kind => kind !== 'signInCodes' || ended[kind] > 0).map(kind => countOfEnded(kind, ended[kind] ?? 0)),
    invitationsCancelled,
    reasonGiven,
    lastHeld,
    tookMs,
  }
}

/** How long until it took effect, for people. */
export const effectOf = ({ tookMs }: Pick<Receipt, 'tookMs'>): string =>
  `${tookMs === undefined ? '' : `${tookMs.toLocaleString('en-GB')} ms; `}effective on the next request`

/** The receipt as plain text, to paste into a ticket. */
export function receiptText(receipt: Receipt, company: string): string {
  const { person, by, at, ended, invitationsCancelled, reasonGiven, lastHeld } = receipt
  return [
    `Offboarding receipt of ${company}`,
    `Person: ${person ?? 'a deleted user'}`,
    `Deactivated: ${at.toISOString()}`,
    `By: ${by ?? 'a deleted user'}`,
    `Ended: ${ended.join(', ')}`,
    `Invitations they sent: ${invitationsCancelled === undefined ? 'left as they were' : `${invitationsCancelled.toLocaleString('en-GB')} cancelled`}`,
    `Took: ${effectOf(receipt)}`,
    `Reason: ${reasonGiven ? 'given' : 'not given'}`,
    `Only they held: ${lastHeld.length ? lastHeld.join(', ') : 'nothing'}`,
  ].join('\n')
}
