import { jsonList, emptyList, batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { factorsIn } from '@/db/repositories/factors'
import { groupsIn } from '@/db/repositories/groups'
import { invitationsIn } from '@/db/repositories/invitations'
import { sessionsIn } from '@/db/repositories/sessions'
import { soleHoldersIn, peopleAmong } from '@/db/repositories/sole-holders'
import { throttlesIn } from '@/db/repositories/throttles'
import { usersIn, type UserSortKey } from '@/db/repositories/users'
import type { EventKind, UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { userIdInput } from '@/lib/kernel/person-fields'
import { redactEmail } from '@/lib/kernel/redact'
import { can, type PermissionHolder } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import { whyNotHeld, type AccessChange } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { personKeysOf } from '@/lib/throttling/throttle'
import { bulkActions, MAX_BULK_PEOPLE, bulkPermission } from './bulk-actions'
import { listUsersInput, type UserSort } from './input'
import { listUsersOutput, viewUserOutput, editUserOutput, previewDeactivationOutput, viewReceiptOutput } from './output'
import { receiptOf } from './receipt'
import '@/lib/groups/events'
import './events'

const PAGE = 25

/** How many of the latest events a person's page shows. */
const RECENT = 8

/** Looking at a person's page is an event about them too, and would soon be all that it shows. */
const telling = ['change', 'sign-in', 'refusal'] as const satisfies readonly EventKind[]

const orderOf = (sort: UserSort = 'name') => ({
  by: sort.replace('-', sort.startsWith('-') ? '' : '-') as UserSortKey,
  descending: sort.startsWith('-'),
})

export const listUsers = query({
  name: 'users.list',
  permission: 'users:read',
  explain: 'See and search the people of the company.',
  input: listUsersInput,
  output: listUsersOutput,
  http: { method: 'GET', path: '/users' },
  async run({ scope, actor, record }, { q, status, group, sort, signedIn, factor, cursor: marker }) {
    const cursor = decodeCursor(marker)
    const order = { ...orderOf(sort), cursor }
    const filter = { q, status, group, neverSignedIn: signedIn === 'never', factor }
    // For "all who match", which is offered to who may do something with them.
    const counts = bulkActions.some(act => can(actor, bulkPermission(act)))
    const { found, groups, matching } = await batch(scope.tx, {
      found: jsonList(usersIn(scope).list(filter, order, PAGE)),
      groups: jsonList(groupsIn(scope).options()),
      matching: counts
        ? jsonList(usersIn(scope).matchingCount(filter, MAX_BULK_PEOPLE + 1))
        : emptyList<{ count: number }>(),
    })
    const keyOf = {
      name: (user: (typeof found)[number]) => user.nameKey,
      email: (user: (typeof found)[number]) => user.emailKey,
      created: (user: (typeof found)[number]) => user.createdAt.toISOString(),
      'signed-in': (user: (typeof found)[number]) => (user.lastSignInAt ?? new Date(0)).toISOString(),
    }[order.by]
    const { rows, ...neighbours } = pageOf(found, PAGE, cursor, keyOf)
    const filters = Object.entries({ q: q && redactEmail(q), status, group, signedIn, factor }).filter(
      (entry): entry is [string, string] => Boolean(entry[1]),
    )
    record('users.listed', { filters: Object.fromEntries(filters), shown: rows.length })
    return {
      users: rows.map(({ nameKey: _, emailKey: __, ...user }) => user),
      groups,
      matching: matching[0]?.count,
      ...neighbours,
    }
  },
})

export const viewUser = query({
  name: 'users.view',
  permission: 'users:read',
  explain: 'See a person with their groups, permissions and sessions.',
  input: userIdInput,
  output: viewUserOutput,
  http: { method: 'GET', path: '/users/:userId' },
  versioned: ({ user }) => user.version,
  async run({ scope, actor, record }, { userId }) {
    const users = usersIn(scope)
    const mayReadAudit = can(actor, 'audit:read')
    const mayChangeGroups = can(actor, 'groups:update')
    const {
      found,
      invitations,
      groups,
      groupOptions,
      permissions,
      sessions,
      factors,
      requirement,
      activity,
      deactivations,
      waits,
      helpers,
    } = await batch(scope.tx, {
      found: jsonList(users.one(userId)),
      invitations: jsonList(invitationsIn(scope).openOf(userId)),
      groups: jsonList(users.groupsOf(userId)),
      groupOptions: mayChangeGroups ? jsonList(groupsIn(scope).optionsWithKeys()) : emptyList<never>(),
      helpers: jsonList(administratorsIn(scope).names()),
      permissions: jsonList(users.permissionsOf(userId)),
      requirement: jsonList(enrolmentIn(scope).ofPerson(userId)),
      sessions: jsonList(sessionsIn(scope).liveOf(userId)),
      factors: jsonList(factorsIn(scope).overview(userId)),
      activity: mayReadAudit
        ? jsonList(auditEventsIn(scope).list({ personId: userId, kinds: telling }, RECENT))
        : emptyList<never>(),
      deactivations: jsonList(lastDeactivation(scope, userId)),
      waits: jsonList(throttlesIn(scope).longestWait(personKeysOf(userId))),
    })
    const user = found[0]
    if (!user) throw notFound('User')
    record('user.viewed', {}, { target: { type: 'user', id: userId } })
    return {
      user,
      /** Whether signing in is held back after failures; without an end where `until` is null. */
      wait: waits[0],
      invitation: invitations[0],
      groups,
      /** For who may change groups: each with why the reader may not give it, or take it away where the person has it. */
      groupOptions: groupOptions.map(({ id, name, keys }) => {
        const act = groups.some(group => group.id === id) ? 'removeFromGroup' : 'handOut'
        return { id, name, hindrance: whyNotHeld(act, actor, keys, namesOf(helpers)) }
      }),
      /** Why the reader may not take from this person, or open ways in for them, and whom to ask. */
      hindrances: hindrancesOf(user.status, actor, permissions.map(permissionKey), namesOf(helpers)),
      permissions,
      sessions,
      secondFactor: factors[0]!,
      requirement: requirement[0]!,
      activity: mayReadAudit ? activity.slice(0, RECENT) : undefined,
      /** Whether there is a receipt of a deactivation. */
      hasReceipt: deactivations.length > 0,
    }
  },
})

const namesOf = (people: { name: string }[]): string[] => people.map(({ name }) => name)

/** What can be done to somebody depends on their status. */
const actsOn = {
  active: { take: 'changePerson', give: 'resetSignIn' },
  inactive: { take: 'changePerson', give: 'giveBack' },
  invited: { take: 'cancelInvitation', give: 'handOut' },
} as const satisfies Record<UserStatus, { take: AccessChange; give: AccessChange }>

const hindrancesOf = (status: UserStatus, actor: PermissionHolder, keys: string[], helpers: string[]) => ({
  take: whyNotHeld(actsOn[status].take, actor, keys, helpers),
  give: whyNotHeld(actsOn[status].give, actor, keys, helpers),
})

/** As a list of one or none, to nest. */
const lastDeactivation = (scope: CompanyScope, userId: string) =>
  auditEventsIn(scope).list({ events: ['user.deactivated'], targetId: userId }, 0)

export const editUser = query({
  name: 'users.edit',
  permission: 'users:update',
  explain: "Open the form that changes a person's name and title.",
  input: userIdInput,
  output: editUserOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { userId }) {
    const { found, permissions, helpers } = await batch(scope.tx, {
      found: jsonList(usersIn(scope).one(userId)),
      permissions: jsonList(usersIn(scope).permissionsOf(userId)),
      helpers: jsonList(administratorsIn(scope).names()),
    })
    const user = found[0]
    if (!user) throw notFound('User')
    record('user.viewed', {}, { target: { type: 'user', id: userId } })
    return {
      user: { id: user.id, name: user.name, title: user.title, status: user.status, version: user.version },
      hindrance: whyNotHeld('editPerson', actor, permissions.map(permissionKey), namesOf(helpers)),
    }
  },
})

export const previewDeactivation = query({
  name: 'users.previewDeactivation',
  permission: 'users:deactivate',
  explain: 'See what would end before a person is deactivated.',
  input: userIdInput,
  output: previewDeactivationOutput,
  http: { method: 'GET', path: '/users/:userId/deactivate' },
  async run({ scope, actor, record }, { userId }) {
    const users = usersIn(scope)
    const { found, groups, permissions, sessions, invitations, lastHeld, helpers } = await batch(scope.tx, {
      found: jsonList(users.one(userId)),
      groups: jsonList(users.groupsOf(userId)),
      permissions: jsonList(users.permissionsOf(userId)),
      helpers: jsonList(administratorsIn(scope).names()),
      sessions: jsonList(sessionsIn(scope).liveCountOf(userId)),
      invitations: jsonList(invitationsIn(scope).openCountSentBy(userId)),
      lastHeld: soleHoldersIn(scope).onlyHeldBy(peopleAmong([userId])),
    })
    const user = found[0]
    if (!user) throw notFound('User')
    record('user.viewed', {}, { target: { type: 'user', id: userId } })
    return {
      user: { id: user.id, name: user.name, status: user.status },
      /** Why the reader may not do it, and whom to ask. */
      hindrance: whyNotHeld('deactivate', actor, permissions.map(permissionKey), namesOf(helpers)),
      groups,
      sessions: sessions[0]?.count ?? 0,
      /** That they sent and nobody accepted. */
      invitations: invitations[0]?.count ?? 0,
      /** Keys that nobody active would hold any more, but for full access. */
      lastHeld: lastHeld[0]?.keys ?? [],
    }
  },
})

export const viewReceipt = query({
  name: 'users.viewReceipt',
  permission: 'users:read',
  explain: 'See what ended when a person was deactivated.',
  input: userIdInput,
  output: viewReceiptOutput,
  http: { method: 'GET', path: '/users/:userId/receipt' },
  async run({ scope, record }, { userId }) {
    const { found, deactivations } = await batch(scope.tx, {
      found: jsonList(usersIn(scope).one(userId)),
      deactivations: jsonList(lastDeactivation(scope, userId)),
    })
    const event = deactivations[0]
    if (!event) throw notFound('Receipt')
    record('receipt.viewed', {}, { target: { type: 'user', id: userId } })
    return { userId, receipt: receiptOf(event, found[0]), status: found[0]?.status }
  },
})
