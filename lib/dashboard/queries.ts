import { z } from 'zod'
import { jsonList, emptyList, batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { groupsIn } from '@/db/repositories/groups'
import { throttlesIn } from '@/db/repositories/throttles'
import { userListIn } from '@/db/repositories/user-list'
import type { EventKind } from '@/db/schema'
import { can } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import { viewDashboardOutput } from './output'
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
  async run({ scope, actor, record }) {
    const sees = { users: can(actor, 'users:read'), groups: can(actor, 'groups:read'), audit: can(actor, 'audit:read') }
    const today = new Date()
    const since = new Date(Date.parse(dayOf(today)) - (DAYS - 1) * DAY_MS)
    const audit = auditEventsIn(scope)
    const found = await batch(scope.tx, {
      people: sees.users ? jsonList(userListIn(scope).counts()) : emptyList<never>(),
      enrolment: sees.users ? jsonList(enrolmentIn(scope).counts()) : emptyList<never>(),
      waiting: sees.users ? jsonList(throttlesIn(scope).waitingAccounts(MOST_WAITING)) : emptyList<never>(),
      groupCount: sees.groups ? jsonList(groupsIn(scope).count()) : emptyList<never>(),
      notable: sees.groups ? jsonList(groupsIn(scope).notable()) : emptyList<never>(),
      signIns: sees.audit ? jsonList(audit.signInsByDay(since)) : emptyList<never>(),
      activity: sees.audit ? jsonList(audit.list({ kinds: activity }, RECENT)) : emptyList<never>(),
      access: jsonList(accessIn(scope).permissionsOf(actor.userId)),
      ownGroups: jsonList(accessIn(scope).groupsOf(actor.userId)),
    })
    record('dashboard.viewed', {})
    const byDay = new Map(found.signIns.map(day => [day.day, day]))
    return {
      people: found.people[0],
      enrolment: found.enrolment[0],
      waiting: found.waiting[0]?.count,
      opensSecurity: can(actor, 'settings:read'),
      groups: found.groupCount[0]?.count,
      notable: found.notable,
      signIns: sees.audit
        ? Array.from({ length: DAYS }, (_, index) => {
            const date = dayOf(new Date(since.getTime() + index * DAY_MS))
            return { date, good: byDay.get(date)?.good ?? 0, bad: byDay.get(date)?.bad ?? 0 }
          })
        : undefined,
      activity: sees.audit ? found.activity.slice(0, RECENT) : undefined,
      access: found.access,
      ownGroups: found.ownGroups,
    }
  },
})
