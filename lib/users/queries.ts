import { jsonList, emptyList, batch, type Batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { deactivationsIn } from '@/db/repositories/deactivations'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { enrolmentIn } from '@/db/repositories/enrolment'
import { factorsIn } from '@/db/repositories/factors'
import { groupsIn } from '@/db/repositories/groups'
import { invitationsIn } from '@/db/repositories/invitations'
import { sessionsIn } from '@/db/repositories/sessions'
import { throttlesIn } from '@/db/repositories/throttles'
import { userListIn } from '@/db/repositories/user-list'
import { usersIn } from '@/db/repositories/users'
import type { EventKind, UserStatus } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { assignableGroup, assignableReads } from '@/lib/groups/assignable'
import { invitationOutput } from '@/lib/invitations/output'
import { notFound } from '@/lib/kernel/errors'
import { userIdInput } from '@/lib/kernel/person-fields'
import { COUNT_LIMIT } from '@/lib/kernel/totals'
import { can, type PermissionHolder } from '@/lib/operation/can'
import { query, type Context } from '@/lib/operation/define'
import { listPreferencesFor, listPreferencesSeen } from '@/lib/operation/list-preferences'
import { whyNotHeld, type AccessChange } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { personKeysOf } from '@/lib/throttling/throttle'
import { userFilterFacts, userFilterOf } from './filter'
import { listUsersInput } from './input'
import { userListPage, userListReads, type FoundUser, type UserListInput } from './list'
import { listUsersOutput, listUsersPageOutput, viewUserOutput, viewUserPageOutput, editUserOutput } from './output'
import '@/lib/groups/events'
import './events'

/** How many of the latest events a person's page shows. */
const RECENT = 8

/** Looking at a person's page is an event about them too, and would soon be all that it shows. */
const telling = ['change', 'sign-in', 'refusal'] as const satisfies readonly EventKind[]

/** What both are told of them, and the record that they were. */
function usersSeen(found: FoundUser[], input: UserListInput, { actor, record }: Pick<Context, 'actor' | 'record'>) {
  const page = userListPage(found, input)
  record('users.listed', { filters: userFilterFacts(input, actor), shown: page.users.length })
  return page
}

export const listUsers = query({
  name: 'users.list',
  permission: 'users:read',
  explain: 'See and search the people of the company.',
  input: listUsersInput,
  output: listUsersOutput,
  http: { method: 'GET', path: '/users' },
  async run(context, input) {
    const { found } = await batch(context.scope.tx, userListReads(context, input))
    return usersSeen(found, input, context)
  },
})

export const listUsersPage = query({
  name: 'users.listPage',
  permission: 'users:read',
  explain: 'See and search the people of the company.',
  input: listUsersInput,
  output: listUsersPageOutput,
  internal: 'It draws a page.',
  async run(context, input) {
    const { scope, actor } = context
    const { found, chosen, total, preferences } = await batch(scope.tx, {
      ...userListReads(context, input),
      // To name the one that the list is narrowed to; the others are asked for when somebody chooses.
      chosen:
        input.group && input.group !== 'none'
          ? jsonList(groupsIn(scope).one(input.group))
          : emptyList<{ id: string; name: string }>(),
      preferences: listPreferencesFor(scope, actor.userId, 'users'),
      total: jsonList(userListIn(scope).matchingCount(userFilterOf(input, actor), COUNT_LIMIT)),
    })
    return {
      ...usersSeen(found, input, context),
      ...listPreferencesSeen('users', preferences),
      group: chosen[0],
      total: total[0]?.count ?? undefined,
    }
  },
})

/** What programs and their page read of a person. */
const userReads = (scope: CompanyScope, userId: string) => ({
  found: jsonList(usersIn(scope).one(userId)),
  invitations: jsonList(invitationsIn(scope).openOf(userId)),
  groups: jsonList(accessIn(scope).groupsOf(userId)),
  permissions: jsonList(accessIn(scope).permissionsOf(userId)),
  sessions: jsonList(sessionsIn(scope).liveOf(userId)),
  factors: jsonList(factorsIn(scope).overview(userId)),
})

/** What both are told of them, and the record that they were. @throws AppError `not_found`. */
function userSeen(
  { found, groups, permissions, sessions, factors }: Batch<ReturnType<typeof userReads>>,
  record: Context['record'],
) {
  const user = found[0]
  if (!user) throw notFound('User')
  record('user.viewed', {}, { target: { type: 'user', id: user.id } })
  return { user, groups, permissions, sessions, secondFactor: factors[0]! }
}

export const viewUser = query({
  name: 'users.view',
  permission: 'users:read',
  explain: 'See a person with their groups, permissions and sessions.',
  input: userIdInput,
  output: viewUserOutput,
  http: { method: 'GET', path: '/users/:userId' },
  versioned: ({ user }) => user.version,
  async run({ scope, record }, { userId }) {
    const read = await batch(scope.tx, userReads(scope, userId))
    const [invitation] = read.invitations
    return { ...userSeen(read, record), invitation: invitation && invitationOutput.parse(invitation) }
  },
})

export const viewUserPage = query({
  name: 'users.viewPage',
  permission: 'users:read',
  explain: 'See a person with their groups, permissions and sessions.',
  input: userIdInput,
  output: viewUserPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { userId }) {
    const mayReadAudit = can(actor, 'audit:read')
    const mayChangeGroups = can(actor, 'groups:update')
    const mayChangeEmail = can(actor, 'users:update')
    const { groupOptions, groupTotal, requirement, activity, deactivations, waits, helpers, changes, holds, ...read } =
      await batch(scope.tx, {
        ...userReads(scope, userId),
        ...assignableReads(scope, { userId, may: mayChangeGroups }),
        requirement: jsonList(enrolmentIn(scope).ofPerson(userId)),
        activity: mayReadAudit
          ? jsonList(auditEventsIn(scope).list({ personId: userId, kinds: telling }, RECENT))
          : emptyList<never>(),
        deactivations: jsonList(deactivationsIn(scope).latestOf(userId)),
        waits: jsonList(throttlesIn(scope).longestWait(personKeysOf(userId))),
        changes: mayChangeEmail ? jsonList(emailChangesIn(scope).openOf(userId)) : emptyList<never>(),
        holds: mayChangeEmail ? jsonList(emailChangesIn(scope).holdOf(userId)) : emptyList<never>(),
      })
    const seen = userSeen(read, record)
    return {
      ...seen,
      invitation: read.invitations[0],
      /** Whether signing in is held back after failures; without an end where `until` is null. */
      wait: waits[0],
      /** For who may change groups: each with why the reader may not give it, or take it away where the person has it. */
      groupOptions: groupOptions.map(option => {
        const act = seen.groups.some(group => group.id === option.id) ? 'removeFromGroup' : 'handOut'
        return assignableGroup(option, { actor, helpers, act })
      }),
      groupTotal: groupTotal ?? 0,
      /** Why the reader may not take from this person, or open ways in for them, and whom to ask. */
      hindrances: hindrancesOf(seen.user.status, actor, seen.permissions.map(permissionKey), namesOf(helpers)),
      emailChange: changes[0],
      emailHeldUntil: holds[0]?.until,
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

export const editUser = query({
  name: 'users.edit',
  permission: 'users:update',
  explain: "Open the form to change a person's name and title.",
  input: userIdInput,
  output: editUserOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { userId }) {
    const { found, permissions, helpers } = await batch(scope.tx, {
      found: jsonList(usersIn(scope).one(userId)),
      permissions: jsonList(accessIn(scope).permissionsOf(userId)),
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
