import { z } from 'zod'
import { batch, emptyList, jsonList, noNumber } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditSummariesIn } from '@/db/repositories/audit-summaries'
import { credentialsIn } from '@/db/repositories/credentials'
import { factorsIn } from '@/db/repositories/factors'
import { firstStepsIn } from '@/db/repositories/first-steps'
import { groupListIn } from '@/db/repositories/group-list'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { sessionsIn } from '@/db/repositories/sessions'
import { throttlesIn } from '@/db/repositories/throttles'
import type { CompanyScope } from '@/db/scope'
import { beginningOf } from '@/lib/kernel/days'
import { requireSession } from '@/lib/operation/actor'
import { can, FULL_ACCESS } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import { accessEvents, JOINED, LEFT, REFUSED, SIGNED_IN } from './counted-events'
import { numberReads, numbersOf, numbersSeen } from './numbers'
import { viewDashboardOutput } from './output'
import { inOrder, lastDays, lastWeeks, periodOf } from './periods'
import { rememberDays, rememberedDays, rememberedNumbers, rememberNumbers } from './remembered-numbers'
import './events'

const DAYS = 14
const WEEKS = 12
/** More accounts than this waiting is an attack, however many. */
const MOST_WAITING = 1000
/** So many newest events of so many days are folded, to so many lines. */
const CHANGE_DAYS = 90
const changes = { latest: 150, most: 8, byAnybody: JOINED }

const nothing = () => emptyList<never>()

/** What somebody needs to know of themselves who cannot do everything. */
const ownReads = (scope: CompanyScope, userId: string, asked: boolean) => ({
  factors: asked ? jsonList(factorsIn(scope).overview(userId)) : nothing(),
  passwords: asked ? jsonList(credentialsIn(scope).hasPassword(userId)) : nothing(),
  sessions: asked ? jsonList(sessionsIn(scope).liveOf(userId)) : nothing(),
  helpers: asked ? jsonList(administratorsIn(scope).helpers()) : nothing(),
})

export const viewDashboard = query({
  name: 'dashboard.view',
  permission: null,
  because: 'Everybody has a dashboard; it shows each person only what their permissions open.',
  explain: 'Open the dashboard.',
  input: z.object({}),
  output: viewDashboardOutput,
  internal: 'It draws a page.',
  plannedAnew: true,
  async run({ scope, actor, record }) {
    const sees = {
      users: can(actor, 'users:read'),
      groups: can(actor, 'groups:read'),
      permissions: can(actor, 'permissions:read'),
      invitations: can(actor, 'users:invite'),
      mail: can(actor, 'settings:read'),
      audit: can(actor, 'audit:read'),
    }
    const everything = can(actor, FULL_ACCESS)
    const { assurance } = requireSession(actor)
    const { timeZone } = actor
    const [days, weeks] = [lastDays(DAYS, timeZone), lastWeeks(WEEKS, timeZone)]
    const changeDays = lastDays(CHANGE_DAYS, timeZone).map(({ from }) => from)
    const known = rememberedNumbers(scope.companyId)
    const knownDays = rememberedDays(scope.companyId, timeZone)
    const otherDays = days.filter(({ from }) => !knownDays.some(({ day }) => day === from))
    const log = auditSummariesIn(scope)
    const found = await batch(scope.tx, {
      ...numberReads(scope, sees, known, beginningOf(days[0]!.from, timeZone)),
      ...ownReads(scope, actor.userId, !everything),
      waiting: sees.users ? jsonList(throttlesIn(scope).waitingAccounts(MOST_WAITING)) : nothing(),
      groupCount: sees.groups ? jsonList(groupListIn(scope).count()) : nothing(),
      notable: sees.groups ? jsonList(groupListIn(scope).notable()) : nothing(),
      failedMail: sees.mail ? mailMessagesIn(scope).total({ states: ['failed'] }) : noNumber(),
      delayedMail: sees.mail ? mailMessagesIn(scope).total({ states: ['delayed'] }) : noNumber(),
      signIns: sees.audit
        ? jsonList(
            log.countsWithin(
              otherDays.map(day => periodOf(day, timeZone)),
              [SIGNED_IN, REFUSED],
            ),
          )
        : nothing(),
      weeks: sees.audit
        ? jsonList(
            log.countsWithin(
              weeks.map(week => periodOf(week, timeZone)),
              [JOINED, LEFT],
            ),
          )
        : nothing(),
      changes: sees.audit
        ? jsonList(
            log.folded(
              accessEvents,
              changeDays.map(day => ({ day, from: beginningOf(day, timeZone) })),
              changes,
            ),
          )
        : nothing(),
      access: jsonList(accessIn(scope).permissionsOf(actor.userId)),
      ownGroups: jsonList(accessIn(scope).groupsOf(actor.userId)),
      firstSteps: jsonList(firstStepsIn(scope).of(actor.userId, { personal: !everything })),
    })
    record('dashboard.viewed', {})
    const { groupRequires, ...steps } = found.firstSteps[0]!
    const numbers = numbersOf(found, sees, known)
    // As old as their first counting: what was remembered is not remembered anew.
    if (!known.people) rememberNumbers(scope.companyId, numbers)
    const signIns = [
      ...knownDays,
      ...found.signIns.map(({ name, counts }) => ({ day: name, good: counts[0] ?? 0, bad: counts[1] ?? 0 })),
    ]
    if (sees.audit) rememberDays(scope.companyId, timeZone, signIns)
    return {
      ...numbersSeen(numbers, sees),
      waiting: found.waiting[0]?.count,
      opensSecurity: sees.mail,
      groups: found.groupCount[0]?.count,
      mail: sees.mail ? { failed: found.failedMail ?? 0, delayed: found.delayedMail ?? 0 } : undefined,
      notable: found.notable,
      signIns: sees.audit
        ? inOrder(
            days,
            signIns.map(({ day, good, bad }) => ({ name: day, counts: [good, bad] })),
          )
        : undefined,
      weeks: sees.audit ? inOrder(weeks, found.weeks) : undefined,
      changes: sees.audit ? found.changes : undefined,
      access: found.access,
      ownGroups: found.ownGroups,
      safety: found.factors[0] && {
        ...found.factors[0],
        passwordSince: found.passwords[0]?.password ? assurance.passwordChangedAt : null,
        sessions: found.sessions.length,
      },
      helpers: found.helpers,
      firstSteps: {
        ...steps,
        required: actor.security.secondFactor.required || groupRequires,
        secured: assurance.hasFactor,
      },
    }
  },
})
