import type { Deactivation, EndedAccess, EventData } from './events'

/** How each kind of access that can end is called: one, and several. */
const endedWords: Record<keyof EndedAccess, readonly [one: string, many: string]> = {
  sessions: ['session', 'sessions'],
  passwordResets: ['password reset link', 'password reset links'],
  signInCodes: ['sign-in code', 'sign-in codes'],
}

export const endedKinds = Object.keys(endedWords) as (keyof EndedAccess)[]

/** "2 sessions", "1 password reset link". */
export const countOfEnded = (kind: keyof EndedAccess, count: number): string =>
  `${count.toLocaleString('en-GB')} ${endedWords[kind][count === 1 ? 0 : 1]}`

/** The facts of a deactivation, also of one that an earlier version recorded. */
export const deactivationOf = (
  data: EventData['user.deactivated'],
): Omit<Deactivation, 'tookMs'> & { tookMs?: number } =>
  'ended' in data
    ? data
    : { ended: { sessions: data.sessionsEnded, passwordResets: 0, signInCodes: 0 }, reasonGiven: false, lastHeld: [] }
