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

const withinWords = (days: number): string => (days ? `within ${days === 1 ? '1 day' : `${days} days`}` : 'at once')

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
            `${people(outside.count, 'are', 'is')} signed in from outside these networks and will be refused at the next click.`,
          )
        : plain('info', 'Everybody who is signed in now comes from these networks.')),
    withoutFactor &&
      (withoutFactor.count
        ? naming(
            'warn',
            withoutFactor,
            `${people(withoutFactor.count, 'have', 'has')} no second factor yet and must set one up ${withinWords(after.secondFactor.graceDays)}.`,
          )
        : plain('info', 'Everybody who is active has a second factor already.')),
    Boolean(withoutFactor && found.actorWithout && after.secondFactor.graceDays === 0) &&
      plain('warn', 'You have none yourself: your next click leads to setting one up.'),
    expired &&
      expired.count > 0 &&
      naming(
        'warn',
        expired,
        `${people(expired.count, 'have', 'has')} to choose a new password before they can go on.`,
      ),
    sessions &&
      sessions.count > 0 &&
      naming(
        'warn',
        sessions,
        `${sessions.sessions === 1 ? '1 session ends' : `${sessions.sessions} sessions end`} at once.`,
      ),
    withPassword &&
      withPassword.count > 0 &&
      plain(
        'info',
        `The rules hold for new passwords: ${people(withPassword.count, 'meet', 'meets')} them with the next change of password.`,
      ),
    found.mailOff &&
      after.signIn.emailCode &&
      !before.signIn.emailCode &&
      plain('warn', 'Mail is off on this installation: codes would only be written to files.'),
  ]
  return all
    .filter(one => typeof one === 'object')
    .sort((one, other) => Number(other.tone === 'warn') - Number(one.tone === 'warn'))
}
