import { z } from 'zod'
import { jsonList, emptyList, batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { groupListIn } from '@/db/repositories/group-list'
import { throttlesIn } from '@/db/repositories/throttles'
import { userListIn } from '@/db/repositories/user-list'
import type { EventKind } from '@/db/schema'
import { can } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import { viewDashboardOutput } from './output'
import { rememberDays, rememberedDays, rememberedNumbers, rememberNumbers } from './remembered-numbers'
import './events'

const DAYS = 30
const RECENT = 8
/** More accounts than this waiting is an attack, however many. */
const MOST_WAITING = 1000
const DAY_MS = 86_400_000

/** What changed and what was refused; who looked at what would drown it. */
const activity = ['change', 'sign-in', 'refusal'] as const satisfies readonly EventKind[]

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

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
    const sees = { users: can(actor, 'users:read'), groups: can(actor, 'groups:read'), audit: can(actor, 'audit:read') }
    const today = Date.parse(dayOf(new Date()))
    const days = Array.from({ length: DAYS }, (_, n) => dayOf(new Date(today - (DAYS - 1 - n) * DAY_MS)))
    const known = rememberedNumbers(scope.companyId)
    const knownDays = rememberedDays(scope.companyId)
    const otherDays = days.filter(day => !knownDays.some(one => one.day === day))
    const audit = auditEventsIn(scope)
    const found = await batch(scope.tx, {
      people: sees.users && !known.people ? jsonList(userListIn(scope).counts()) : emptyList<never>(),
      enrolment: sees.users && !known.enrolment ? jsonList(enrolmentIn(scope).counts()) : emptyList<never>(),
      waiting: sees.users ? jsonList(throttlesIn(scope).waitingAccounts(MOST_WAITING)) : emptyList<never>(),
      groupCount: sees.groups ? jsonList(groupListIn(scope).count()) : emptyList<never>(),
      notable: sees.groups ? jsonList(groupListIn(scope).notable()) : emptyList<never>(),
      signIns: sees.audit ? jsonList(audit.signInsOn(otherDays)) : emptyList<never>(),
      activity: sees.audit ? jsonList(audit.list({ kinds: activity }, RECENT)) : emptyList<never>(),
      access: jsonList(accessIn(scope).permissionsOf(actor.userId)),
      ownGroups: jsonList(accessIn(scope).groupsOf(actor.userId)),
    })
    record('dashboard.viewed', {})
    const numbers = { people: found.people[0], enrolment: found.enrolment[0] }
    rememberNumbers(scope.companyId, numbers)
    const signIns = [...knownDays, ...found.signIns]
    if (sees.audit) rememberDays(scope.companyId, signIns)
    const byDay = new Map(signIns.map(day => [day.day, day]))
    return {
      ...(sees.users && { people: known.people ?? numbers.people, enrolment: known.enrolment ?? numbers.enrolment }),
      waiting: found.waiting[0]?.count,
      opensSecurity: can(actor, 'settings:read'),
      groups: found.groupCount[0]?.count,
      notable: found.notable,
      signIns: sees.audit
        ? days.map(date => ({ date, good: byDay.get(date)?.good ?? 0, bad: byDay.get(date)?.bad ?? 0 }))
        : undefined,
      activity: sees.audit ? found.activity.slice(0, RECENT) : undefined,
      access: found.access,
      ownGroups: found.ownGroups,
    }
  },
})
