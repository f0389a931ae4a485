import { REFUSED } from '@/lib/dashboard/counted-events'
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
  signIns?: { from: string; down: number }[]
  /** Active, and not signed in for 90 days, those who never did among them. */
  stale?: number
  /** Groups with a single member. */
  loneGroups?: number
  /** Permissions that one person holds. */
  solelyHeld?: number
  /** Left out where the reader may not invite. */
  invitations?: { expired: number; expiring: number }
  /** Left out where the reader may not see the settings. */
  mail?: { failed: number; delayed: number; isOn: boolean }
}

/** More than forgotten passwords of one day explain in a small company; fewer are noise. */
const MANY_REFUSED = 10

/** What deserves attention, the most pressing first. */
export function dashboardAlerts(facts: Facts, company: string): DashboardAlert[] {
  const alerts = [
    ...accountAlerts(facts, company),
    ...mailAlerts(facts, company),
    ...invitationAlerts(facts, company),
    ...groupAlerts(facts, company),
  ]
  return alerts
    .filter(alert => typeof alert === 'object')
    .sort((a, b) => Number(b.tone === 'warn') - Number(a.tone === 'warn'))
}

type Possible = DashboardAlert | false | undefined

function accountAlerts(
  { people, enrolment, waiting, opensSecurity, signIns, stale }: Facts,
  company: string,
): Possible[] {
  const today = signIns?.at(-1)
  // The same people: told once, by what is surer.
  const onlyNever = stale === people?.neverSignedIn
  return [
    today &&
      today.down >= MANY_REFUSED && {
        tone: 'warn',
        title: `${formatTotal(today.down)} sign-ins were refused today`,
        note: 'Somebody may be guessing passwords. See for whom, and from where.',
        href: paths.auditLog(company, { event: REFUSED, from: today.from, to: today.from }),
      },
    Boolean(waiting) && {
      tone: 'warn',
      title: `Sign-in is blocked for ${waiting === 1 ? '1 person' : `${waiting} people`}`,
      note: 'After many wrong passwords or codes. You can unblock them on their page.',
      href: opensSecurity ? paths.security(company) : paths.auditLog(company, { event: REFUSED }),
    },
    Boolean(stale) &&
      !onlyNever && {
        tone: 'warn',
        title: `${totalPeople(stale!)} ${stale === 1 ? 'has' : 'have'} not signed in for 90 days`,
        note: 'Check whether these people still need access.',
        href: paths.users(company, { signedIn: 'not-90-days', status: 'active' }),
      },
    Boolean(people?.neverSignedIn) && {
      tone: 'warn',
      title: `${counted(people!.neverSignedIn, people!)} never signed in`,
      note: 'Check whether these people still need access.',
      href: paths.users(company, { signedIn: 'never', status: 'active' }),
    },
    Boolean(people?.withoutGroup) && {
      tone: 'warn',
      title: `${counted(people!.withoutGroup, people!)} no group`,
      note: 'They can sign in, but have no permissions.',
      href: paths.users(company, { group: 'none', status: 'active' }),
    },
    Boolean(enrolment?.missing) && {
      tone: 'warn',
      title: `${counted(enrolment!.missing, enrolment!)} not set up two-factor authentication`,
      note: 'It is required for them when their grace period ends.',
      href: paths.users(company, { factor: 'missing', status: 'active' }),
    },
  ]
}

function mailAlerts({ mail }: Facts, company: string): Possible[] {
  if (!mail) return []
  return [
    !mail.isOn && {
      tone: 'warn',
      title: 'Email is off',
      note: 'Invitations and password reset links are not emailed. Copy each link and share it with the person.',
      href: paths.mailSettings(company),
    },
    mail.failed > 0 && {
      tone: 'warn',
      title: `${formatTotal(mail.failed)} ${mail.failed === 1 ? 'email' : 'emails'} could not be delivered`,
      note: 'See who they were for and why they failed.',
      href: paths.mailSettings(company, { state: 'failed' }),
    },
    mail.delayed > 0 && {
      tone: 'warn',
      title: `${formatTotal(mail.delayed)} ${mail.delayed === 1 ? 'email is' : 'emails are'} delayed`,
      note: 'The mail server has not accepted them yet. Console keeps trying.',
      href: paths.mailSettings(company, { state: 'delayed' }),
    },
  ]
}

function invitationAlerts({ invitations }: Facts, company: string): Possible[] {
  if (!invitations) return []
  const { expired, expiring } = invitations
  return [
    expired > 0 && {
      tone: 'warn',
      title: `${formatTotal(expired)} ${expired === 1 ? 'invitation has' : 'invitations have'} expired`,
      note: 'Nobody accepted in time. Resend or cancel them.',
      href: paths.invitations(company, { status: 'expired' }),
    },
    expiring > 0 && {
      tone: 'info',
      title: `${formatTotal(expiring)} ${expiring === 1 ? 'invitation expires' : 'invitations expire'} within 3 days`,
      note: 'Remind the people you invited, or resend the invitations.',
      href: paths.invitations(company, { status: 'expiring' }),
    },
  ]
}

function groupAlerts({ notable, loneGroups, solelyHeld }: Facts, company: string): Possible[] {
  const powerful = notable.filter(group => group.fullAccess && group.active > 0)
  const alone = powerful.length === 1 && powerful[0]!.active === 1
  return [
    ...powerful.map((group): DashboardAlert => ({
      tone: alone ? 'warn' : 'info',
      title: `${totalPeople(group.active)} with full access`,
      note: alone
        ? `Only one person, in ${group.name}. Nobody else can take over.`
        : `Whoever is in ${group.name} can do everything.`,
      href: paths.group(company, group.id),
    })),
    ...notable
      .filter(group => group.members === 0)
      .map((group): DashboardAlert => ({
        tone: group.fullAccess ? 'warn' : 'info',
        title: `Nobody is in ${group.name}`,
        note: group.fullAccess
          ? 'It grants full access. Delete it if it is not needed.'
          : 'Add somebody, or delete it.',
        href: paths.group(company, group.id),
      })),
    Boolean(solelyHeld) && {
      tone: 'warn',
      title:
        solelyHeld === 1
          ? '1 permission is held by only one person'
          : `${formatTotal(solelyHeld!)} permissions are each held by only one person`,
      note: 'Apart from administrators, nobody else can take over.',
      href: paths.permissions(company, { holders: 'one' }),
    },
    Boolean(loneGroups) && {
      tone: 'info',
      title: `${formatTotal(loneGroups!)} ${loneGroups === 1 ? 'group has' : 'groups have'} a single member`,
      note: 'Consider adding a second member.',
      href: paths.groups(company, { members: 'one' }),
    },
  ]
}

/** Among more active people than are counted, there are at least so many. */
function counted(count: number, { active }: { active: number }): string {
  if (isCut(active)) return `${formatNumber(count)}+ people have`
  return `${totalPeople(count)} ${count === 1 ? 'has' : 'have'}`
}
