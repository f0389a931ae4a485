import type { AffectedQuery } from '@/db/repositories/enrolment'
import { isAllowedFrom } from '@/lib/kernel/allowed-networks'
import type { SecuritySettings } from '@/lib/kernel/security-settings'
import { totalPeople } from '@/lib/kernel/totals'

/** What a change would mean for people, in a sentence, with a few of their names. */
interface Consequence {
  tone: 'info' | 'warn'
  sentence: string
  names: string[]
  /** How many people beyond those named. */
  more: number
}

/** What the database says about a change; what does not concern it is left out. */
interface AffectedPeople {
  withoutFactor?: AffectedQuery
  expired?: AffectedQuery
  withPassword?: AffectedQuery
  sessions?: AffectedQuery & { sessions: number }
  outside?: AffectedQuery
  noWayIn?: AffectedQuery
  /** Mail goes to files on this installation. */
  mailOff?: boolean
  /** Who asks has no second factor themselves. */
  actorWithout?: boolean
}

const people = (count: number, have: string, has: string): string => `${totalPeople(count)} ${count === 1 ? has : have}`

const naming = (tone: Consequence['tone'], { count, names }: AffectedQuery, sentence: string): Consequence => ({
  tone,
  sentence,
  names,
  more: count - names.length,
})

const withinWords = (days: number): string => (days ? `within ${days === 1 ? '1 day' : `${days} days`}` : 'immediately')

const plain = (tone: Consequence['tone'], sentence: string): Consequence => ({ tone, sentence, names: [], more: 0 })

/** Which questions a change raises. */
export function consequenceQueries(before: SecuritySettings, after: SecuritySettings) {
  const waysChanged = (['password', 'emailCode', 'passkey'] as const).some(
    way => before.signIn[way] !== after.signIn[way],
  )
  const policyChanged = JSON.stringify(before.password) !== JSON.stringify(after.password)
  return {
    withoutFactor:
      after.secondFactor.required &&
      (!before.secondFactor.required || before.secondFactor.graceDays !== after.secondFactor.graceDays),
    expired: after.password.expiryDays > 0 && after.password.expiryDays !== before.password.expiryDays,
    withPassword: policyChanged,
    sessions:
      after.sessions.idleMinutes < before.sessions.idleMinutes ||
      after.sessions.absoluteHours < before.sessions.absoluteHours,
    outside: after.networks.length > 0 && after.networks.join() !== before.networks.join(),
    noWayIn: waysChanged,
  }
}

/** Who of those signed in came from outside the networks, as far as their sign-in tells. */
export function sessionsOutsideNetworks(
  networks: readonly string[],
  addresses: { userId: string; name: string; ip: string | null }[],
): AffectedQuery {
  const outside = new Map<string, string>()
  for (const { userId, name, ip } of addresses) if (!isAllowedFrom(networks, ip)) outside.set(userId, name)
  return { count: outside.size, names: [...outside.values()].slice(0, 10) }
}

/** What follows from a change, the most pressing first. */
export function consequencesOf(
  before: SecuritySettings,
  after: SecuritySettings,
  found: AffectedPeople,
): Consequence[] {
  const { withoutFactor, expired, withPassword, sessions, outside, noWayIn } = found
  const all: (Consequence | false | undefined)[] = [
    noWayIn &&
      noWayIn.count > 0 &&
      naming('warn', noWayIn, `${people(noWayIn.count, 'have', 'has')} no way left to sign in.`),
    outside &&
      (outside.count
        ? naming(
            'warn',
            outside,
            `${people(outside.count, 'are', 'is')} signed in from outside these networks and will lose access immediately.`,
          )
        : plain('info', 'Everybody who is signed in uses one of these networks.')),
    withoutFactor &&
      (withoutFactor.count
        ? naming(
            'warn',
            withoutFactor,
            `${people(withoutFactor.count, 'have', 'has')} not set up two-factor authentication and must do so ${withinWords(after.secondFactor.graceDays)}.`,
          )
        : plain('info', 'All active people already use two-factor authentication.')),
    Boolean(withoutFactor && found.actorWithout && after.secondFactor.graceDays === 0) &&
      plain('warn', 'You have not set it up yourself, so you must do so before you can continue.'),
    expired &&
      expired.count > 0 &&
      naming(
        'warn',
        expired,
        `${people(expired.count, 'have', 'has')} to choose a new password before they can continue.`,
      ),
    sessions &&
      sessions.count > 0 &&
      naming(
        'warn',
        sessions,
        `${sessions.sessions === 1 ? '1 session ends' : `${sessions.sessions} sessions end`} immediately.`,
      ),
    withPassword &&
      withPassword.count > 0 &&
      plain(
        'info',
        `The rules apply to new passwords. ${people(withPassword.count, 'have', 'has')} to follow them the next time they change their password.`,
      ),
    found.mailOff &&
      after.signIn.emailCode &&
      !before.signIn.emailCode &&
      plain('warn', 'Email is off on this installation, so codes would only be written to files.'),
  ]
  return all
    .filter(one => typeof one === 'object')
    .sort((one, other) => Number(other.tone === 'warn') - Number(one.tone === 'warn'))
}
