import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { formatTotal, isCut, totalPeople } from '@/lib/kernel/totals'

/** One thing somebody should look at, or at least know of. */
export interface DashboardAlert {
  tone: 'warn' | 'info'
  title: string
  note: string
  href: string
}

interface Facts {
  /** Left out where the reader may not see people. */
  people?: { active: number; neverSignedIn: number; withoutGroup: number }
  /** How many must have a second factor and have none. */
  enrolment?: { active: number; missing: number }
  /** Accounts that cannot be tried at present after many failures, those of nobody among them. */
  waiting?: number
  /** Whether the reader may open the page that lists those who wait. */
  opensSecurity?: boolean
  /** Groups that grant everything, and groups that nobody is in: all members, and those of them who are active. */
  notable: { id: string; name: string; members: number; active: number; fullAccess: boolean }[]
  /** By day, today last; left out where the reader may not see the audit log. */
  signIns?: { date: string; bad: number }[]
}

/** More than forgotten passwords of one day explain in a small company; fewer are noise. */
const MANY_REFUSED = 10

/** What deserves attention, the most pressing first. */
export function dashboardAlerts(
  { people, enrolment, waiting, opensSecurity, notable, signIns }: Facts,
  company: string,
): DashboardAlert[] {
  const today = signIns?.at(-1)
  const powerful = notable.filter(group => group.fullAccess && group.active > 0)
  const alone = powerful.length === 1 && powerful[0]!.active === 1
  const alerts: (DashboardAlert | false | undefined)[] = [
    today &&
      today.bad >= MANY_REFUSED && {
        tone: 'warn',
        title: `${formatTotal(today.bad)} sign-ins were refused today`,
        note: 'Somebody may be guessing passwords. See whose, and from where.',
        href: paths.auditLog(company, { event: 'session.refused', from: today.date }),
      },
    Boolean(waiting) && {
      tone: 'warn',
      title: `Signing in to ${waiting === 1 ? '1 account' : `${waiting} accounts`} is held back`,
      note: "After many wrong passwords or codes. On a person's page the wait can be ended.",
      href: opensSecurity ? paths.security(company) : paths.auditLog(company, { event: 'session.refused' }),
    },
    Boolean(people?.neverSignedIn) && {
      tone: 'warn',
      title: `${counted(people!.neverSignedIn, people!)} never signed in`,
      note: 'Active, but not here yet. Is the account still needed?',
      href: paths.users(company, { signedIn: 'never', status: 'active' }),
    },
    Boolean(people?.withoutGroup) && {
      tone: 'warn',
      title: `${counted(people!.withoutGroup, people!)} no group`,
      note: 'They can sign in, and then do nothing.',
      href: paths.users(company, { group: 'none', status: 'active' }),
    },
    Boolean(enrolment?.missing) && {
      tone: 'warn',
      title: `${counted(enrolment!.missing, enrolment!)} no second factor`,
      note: 'It is required of them. Those without one are asked when the time of grace is over.',
      href: paths.users(company, { factor: 'missing', status: 'active' }),
    },
    ...powerful.map((group): DashboardAlert => ({
      tone: alone ? 'warn' : 'info',
      title: `${totalPeople(group.active)} with full access`,
      note: alone
        ? `Only one, in ${group.name}: nobody can stand in for them.`
        : `Whoever is in ${group.name} can do everything.`,
      href: paths.group(company, group.id),
    })),
    ...notable
      .filter(group => group.members === 0)
      .map((group): DashboardAlert => ({
        tone: group.fullAccess ? 'warn' : 'info',
        title: `Nobody is in ${group.name}`,
        note: group.fullAccess
          ? 'It grants full access. Delete it when nobody needs it.'
          : 'Add somebody, or delete it.',
        href: paths.group(company, group.id),
      })),
  ]
  return alerts
    .filter(alert => typeof alert === 'object')
    .sort((a, b) => Number(b.tone === 'warn') - Number(a.tone === 'warn'))
}

/** Among more active people than are counted, there are at least so many. */
function counted(count: number, { active }: { active: number }): string {
  if (isCut(active)) return `${formatNumber(count)}+ people have`
  return `${totalPeople(count)} ${count === 1 ? 'has' : 'have'}`
}
