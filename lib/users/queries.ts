import { auditEventsIn } from '@/db/repositories/audit-events'
import { coverageIn } from '@/db/repositories/coverage'
import { groupsIn } from '@/db/repositories/groups'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn, type UserSortKey } from '@/db/repositories/users'
import { jsonList, nothing, together } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { eventNames, kindOf } from '../audit/events'
import { notFound } from '../errors'
import { can } from '../permissions/can'
import { query } from '../operation/define'
import { listUsersInput, userInput, type UserSort } from './input'

const PAGE = 25

/** How many of the latest events a person's page shows. */
const RECENT = 8

/** Looking at a person's page is an event about them too, and would soon be all that it shows. */
const telling = eventNames.filter(name => kindOf(name) !== 'read')

const orderOf = (sort: UserSort = 'name') => ({
  by: sort.replace('-', sort.startsWith('-') ? '' : '-') as UserSortKey,
  descending: sort.startsWith('-'),
})

export const listUsers = query({
  name: 'users.list',
  permission: 'users:read',
  explain: 'See and search the people of the company.',
  input: listUsersInput,
  async run({ scope, record }, { q, status, group, sort, signedIn, factor, cursor: marker }) {
    const cursor = decodeCursor(marker)
    const order = { ...orderOf(sort), cursor }
    const { found, groups } = await together(scope.tx, {
      found: jsonList(
        usersIn(scope).list({ q, status, group, neverSignedIn: signedIn === 'never', factor }, order, PAGE),
        ['createdAt', 'activatedAt', 'deactivatedAt', 'lastSignInAt'],
      ),
      groups: jsonList(groupsIn(scope).options()),
    })
    const keyOf = {
      name: (user: (typeof found)[number]) => user.nameKey,
      email: (user: (typeof found)[number]) => user.emailKey,
      created: (user: (typeof found)[number]) => user.createdAt.toISOString(),
      'signed-in': (user: (typeof found)[number]) => (user.lastSignInAt ?? new Date(0)).toISOString(),
    }[order.by]
    const { rows, ...neighbours } = pageOf(found, PAGE, cursor, keyOf)
    const filters = Object.entries({ q, status, group, signedIn, factor }).filter((entry): entry is [string, string] => Boolean(entry[1]))
    record('users.listed', { filters: Object.fromEntries(filters), shown: rows.length })
    return { users: rows.map(({ nameKey: _, emailKey: __, ...user }) => user), groups, ...neighbours }
  },
})

export const viewUser = query({
  name: 'users.view',
  permission: 'users:read',
  explain: "See a person with their groups, permissions and sessions.",
  input: userInput,
  async run({ scope, actor, record }, { userId }) {
    const users = usersIn(scope)
    const mayReadAudit = can(actor, 'audit:read')
    const { found, groups, groupOptions, permissions, sessions, activity, secondFactor } = await together(scope.tx, {
      found: jsonList(users.one(userId), ['createdAt', 'activatedAt', 'deactivatedAt', 'lastSignInAt']),
      groups: jsonList(users.groupsOf(userId)),
      groupOptions: jsonList(groupsIn(scope).options()),
      permissions: jsonList(users.permissionsOf(userId)),
      secondFactor: jsonList(coverageIn(scope).ofPerson(userId), ['groupDeadline', 'exemptUntil']),
      sessions: jsonList(sessionsIn(scope).liveOf(userId), ['createdAt', 'lastSeenAt']),
      activity: mayReadAudit ? jsonList(auditEventsIn(scope).list({ personId: userId, events: telling }, RECENT), ['at']) : nothing<never>(),
    })
    const user = found[0]
    if (!user) throw notFound('User')
    record('user.viewed', {}, { target: { type: 'user', id: userId } })
    return { user, groups, groupOptions, permissions, secondFactor: secondFactor[0]!, sessions, activity: mayReadAudit ? activity.slice(0, RECENT) : undefined }
  },
})
