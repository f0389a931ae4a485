import type { z } from 'zod'
import { localTimestamp } from '@/lib/kernel/days'
import { readerTimeZone } from '@/lib/kernel/reader'
import { countOfEnded } from './ended-access'
import { endedKinds, type EndedAccess } from './events'
import type { viewReceiptOutput } from './output'

interface DeactivationRow {
  at: Date
  by: string | null
  ended: EndedAccess
  invitationsCancelled: number | null
  reasonGiven: boolean
  lastHeld: string[]
  tookMs: number | null
}

export type Receipt = z.output<typeof viewReceiptOutput>['receipt']

/** What ended, when, by whom, from what was kept of a deactivation; of whom, as far as they are still there. */
export function receiptOf(
  { at, by, ended, invitationsCancelled, reasonGiven, lastHeld, tookMs }: DeactivationRow,
  user?: { name: string; email: string; deactivationReason: string | null },
): Receipt {
  return {
    person: user?.name ?? null,
    email: user?.email,
    by,
    at,
    ended,
    invitationsCancelled: invitationsCancelled ?? undefined,
    reasonGiven,
    reason: user?.deactivationReason ?? undefined,
    lastHeld,
    tookMs: tookMs ?? undefined,
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
  `${tookMs === undefined ? '' : `${tookMs.toLocaleString('en-GB')} ms; `}in effect from their next request`

export const reasonOf = ({ reason, reasonGiven }: Pick<Receipt, 'reason' | 'reasonGiven'>): string =>
  reason ?? (reasonGiven ? 'Given, but no longer stored' : 'Not given')

/** The receipt as plain text, to paste into a ticket. */
export function receiptText(receipt: Receipt, company: string): string {
  const { person, email, by, at, invitationsCancelled, lastHeld } = receipt
  return [
    `Offboarding receipt of ${company}`,
    `Person: ${person ?? 'a deleted user'}${email ? ` <${email}>` : ''}`,
    `Deactivated: ${localTimestamp(at, readerTimeZone())}`,
    `By: ${by ?? 'a deleted user'}`,
    `Ended: ${endedWords(receipt)}`,
    `Invitations they sent: ${invitationsCancelled === undefined ? 'not cancelled' : `${invitationsCancelled.toLocaleString('en-GB')} cancelled`}`,
    `Took: ${effectOf(receipt)}`,
    `Reason: ${reasonOf(receipt)}`,
    `Permissions nobody else had: ${lastHeld.length ? lastHeld.join(', ') : 'none'}`,
  ].join('\n')
}
