import type { z } from 'zod'
import { batch, jsonList } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { accessIn } from '@/db/repositories/access'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { devicesIn } from '@/db/repositories/devices'
import { factorsIn } from '@/db/repositories/factors'
import { listPreferencesIn } from '@/db/repositories/list-preferences'
import { membershipsIn } from '@/db/repositories/memberships'
import { notificationChoicesIn } from '@/db/repositories/notification-choices'
import { passkeysIn } from '@/db/repositories/passkeys'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { query, type Context } from '@/lib/operation/define'
import { exportProfileInput } from './input'
import { exportProfileOutput } from './output'
import './events'

/** Of one file; a cursor leads to older ones. */
const EVENTS = 1000

/** Likewise of one page. */
const EVENTS_SHOWN = 100

/** More than anybody ever had: the latest. */
const MEMBERSHIPS = 1000

type OwnEvent = z.output<typeof exportProfileOutput>['events'][number]

/** An event as its person may keep it: without the names, addresses and devices of others. */
function ownEvent(
  row: Awaited<ReturnType<ReturnType<typeof auditEventsIn>['list']>>[number],
  userId: string,
): OwnEvent {
  const { id, at, event, outcome, actorKind, actorId, targetType, targetId, data, operation } = row
  const own = actorId === userId
  // A sign-in that failed is nobody's act; where it came from is what its person has to know.
  const seesWhere = own || actorKind === 'anonymous'
  return {
    id,
    at,
    event,
    outcome,
    by: own ? 'you' : actorKind === 'user' ? 'somebody else' : actorKind,
    about: targetType === 'user' ? (targetId === userId ? 'you' : 'somebody else') : targetType,
    data: data as Record<string, unknown>,
    operation,
    ip: seesWhere ? row.ip : null,
    userAgent: seesWhere ? row.userAgent : null,
  }
}

/** All of it, and the record that it was given out. */
async function ownData({ scope, actor, record }: Context, marker: string | undefined, most: number) {
  const { userId, company } = actor
  const cursor = decodeCursor(marker)
  const { found, factors, notifications, events, ...lists } = await batch(scope.tx, {
    found: jsonList(usersIn(scope).one(userId)),
    memberships: jsonList(membershipsIn(scope).historyOf(userId, MEMBERSHIPS)),
    permissions: jsonList(accessIn(scope).permissionsOf(userId)),
    sessions: jsonList(sessionsIn(scope).liveOf(userId)),
    devices: jsonList(devicesIn(scope).of(userId)),
    factors: jsonList(factorsIn(scope).overview(userId)),
    passkeys: jsonList(passkeysIn(scope).of(userId)),
    notifications: jsonList(notificationChoicesIn(scope).of(userId)),
    lists: jsonList(listPreferencesIn(scope).all(userId)),
    events: jsonList(auditEventsIn(scope).list({ personId: userId }, most, cursor)),
  })
  const { rows, next } = pageOf(events, most, cursor)
  record('profile.exported', { events: rows.length }, { target: { type: 'user', id: userId } })
  return {
    exportedAt: new Date(),
    company: { name: company.name, slug: company.slug },
    user: found[0]!,
    secondFactor: factors[0]!,
    notifications: notifications[0]!,
    timeZone: actor.ownTimeZone,
    language: actor.ownLanguage,
    ...lists,
    events: rows.map(row => ownEvent(row, userId)),
    next,
  }
}

const OWN = 'Everybody may have what Console knows about them.'

export const exportProfile = query({
  name: 'profile.export',
  permission: null,
  because: OWN,
  explain: 'Export your own data.',
  input: exportProfileInput,
  output: exportProfileOutput,
  http: { method: 'GET', path: '/me/export' },
  run: (context, { cursor }) => ownData(context, cursor, EVENTS),
})

/** The same for a page; no twin, since each that is asked for is one event more. */
export const viewOwnData = query({
  name: 'profile.viewData',
  permission: null,
  because: OWN,
  explain: 'Export your own data.',
  input: exportProfileInput,
  output: exportProfileOutput,
  internal: 'It draws a page.',
  run: (context, { cursor }) => ownData(context, cursor, EVENTS_SHOWN),
})
