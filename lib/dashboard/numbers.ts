import { emptyList, jsonList, noNumber, type Batch } from '@/db/json'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditSummariesIn } from '@/db/repositories/audit-summaries'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { groupListIn } from '@/db/repositories/group-list'
import { invitationsIn } from '@/db/repositories/invitations'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import { userListIn } from '@/db/repositories/user-list'
import type { CompanyScope } from '@/db/scope'
import { daysAgo } from '@/lib/kernel/days'
import { COUNT_LIMIT } from '@/lib/kernel/totals'
import type { DashboardNumbers } from './output'

/** As the list of users has it. */
const STALE_DAYS = 90

/** From where people sign in is told of so many newest sign-ins and refusals, and of so many addresses. */
const ADDRESSES = { latest: 200, most: 5 }

/** What a reader may see. */
interface Sees {
  users: boolean
  groups: boolean
  permissions: boolean
  invitations: boolean
  audit: boolean
}

const nothing = () => emptyList<never>()

/** What can be remembered for a minute (remembered-numbers.ts), and so much of it as is not: to be put in a batch. */
export function numberReads(scope: CompanyScope, sees: Sees, known: DashboardNumbers, since: Date) {
  const stale = { status: 'active', signedIn: { before: daysAgo(STALE_DAYS) } } as const
  return {
    people: sees.users && !known.people ? jsonList(userListIn(scope).counts()) : nothing(),
    enrolment: sees.users && !known.enrolment ? jsonList(enrolmentIn(scope).counts()) : nothing(),
    administrators: sees.users && !known.administrators ? jsonList(administratorsIn(scope).factorCounts()) : nothing(),
    stale:
      sees.users && known.stale === undefined
        ? jsonList(userListIn(scope).matchingCount(stale, COUNT_LIMIT))
        : nothing(),
    loneGroups:
      sees.groups && known.loneGroups === undefined ? groupListIn(scope).total({ members: 'one' }) : noNumber(),
    solelyHeld:
      sees.permissions && known.solelyHeld === undefined ? soleHoldersIn(scope).permissionCount() : noNumber(),
    ...invitationReads(scope, sees.invitations && !known.invitations),
    addresses:
      sees.audit && !known.addresses ? jsonList(auditSummariesIn(scope).addresses(since, ADDRESSES)) : nothing(),
  }
}

/** Of those that are open many may be new, after an import, so they are remembered too. */
const invitationReads = (scope: CompanyScope, asked: boolean) => ({
  expired: asked ? invitationsIn(scope).total({ status: 'expired' }) : noNumber(),
  expiring: asked ? invitationsIn(scope).total({ status: 'expiring' }) : noNumber(),
})

/** What was found of these, and what was known before. */
export const numbersOf = (
  found: Batch<ReturnType<typeof numberReads>>,
  sees: Sees,
  known: DashboardNumbers,
): DashboardNumbers => ({
  people: found.people[0] ?? known.people,
  enrolment: found.enrolment[0] ?? known.enrolment,
  administrators: found.administrators[0] ?? known.administrators,
  stale: found.stale[0]?.count ?? known.stale,
  loneGroups: found.loneGroups ?? known.loneGroups,
  solelyHeld: found.solelyHeld ?? known.solelyHeld,
  invitations:
    found.expired !== null && found.expiring !== null
      ? { expired: found.expired, expiring: found.expiring }
      : known.invitations,
  addresses: known.addresses ?? (sees.audit ? found.addresses : undefined),
})

/** As much of them as this reader may see, whoever they were counted for. */
export function numbersSeen(numbers: DashboardNumbers, sees: Sees): DashboardNumbers {
  const { people, enrolment, administrators, stale, loneGroups, solelyHeld, invitations, addresses } = numbers
  return {
    ...(sees.users && { people, enrolment, administrators, stale }),
    ...(sees.groups && { loneGroups }),
    ...(sees.permissions && { solelyHeld }),
    ...(sees.invitations && { invitations }),
    ...(sees.audit && { addresses }),
  }
}
