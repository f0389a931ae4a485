import { accessIn } from '@/db/repositories/access'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { erasureIn } from '@/db/repositories/erasure'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { AppError, invalid } from '@/lib/kernel/errors'
import { addressKey } from '@/lib/kernel/fold'
import { noOutput, versionOutput } from '@/lib/kernel/outputs'
import { userIdInput } from '@/lib/kernel/person-fields'
import { changedFields, sentFields } from '@/lib/operation/changes'
import { command } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { sendPasswordResetLink } from '@/lib/password-reset/send'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { clearFailures, secretKinds } from '@/lib/throttling/throttle'
import { deactivatePeople } from './deactivate'
import { deactivateUserInput, deleteUserInput, endSessionInput, updateUserInput } from './input'
import { deactivateUserOutput, endUserSessionsOutput } from './output'
import { requireNotOneself, requireStatus } from './require-status'
import '@/lib/password-reset/events'
import '@/lib/sessions/events'
import '@/lib/throttling/events'
import './events'

export const deactivateUser = command({
  name: 'users.deactivate',
  permission: 'users:deactivate',
  alsoRequires: ({ cancelInvitations }) => (cancelInvitations ? ['users:invite'] : []),
  explain: 'Deactivate a person: they are signed out everywhere immediately and cannot sign in.',
  input: deactivateUserInput,
  output: deactivateUserOutput,
  http: { method: 'POST', path: '/users/:userId/deactivate' },
  serialized: true,
  async run({ scope, actor, record }, { userId, reason, cancelInvitations }) {
    const began = performance.now()
    const user = await usersIn(scope).findForUpdate(userId)
    requireNotOneself(actor, userId, 'deactivate')
    requireStatus(user, 'active', 'deactivated')
    await requireHeldOfUsers(scope, actor, 'deactivate', [userId])
    const facts = await deactivatePeople({ scope, actor, record }, [userId], { reason, cancelInvitations, began })
    return facts.get(userId)!
  },
})

export const updateUser = command({
  name: 'users.update',
  permission: 'users:update',
  explain: 'Change the name and title of a person who is active.',
  input: updateUserInput,
  output: versionOutput,
  http: { method: 'PUT', path: '/users/:userId' },
  versioned: ({ version }) => version,
  serialized: true,
  async run({ scope, actor, record }, { userId, version, ...details }) {
    const sent = sentFields(details)
    const users = usersIn(scope)
    const before = await users.findForUpdate(userId)
    requireStatus(before, 'active', 'edited')
    await requireHeldOfUsers(scope, actor, 'editPerson', [userId])
    const { name, title } = { ...before, ...sent }
    const made = await users.update(userId, { name, title: title || null }, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, sent))
    // Without the names: the log outlives the person.
    record('user.updated', { fields: changedFields(before, sent) }, { target: { type: 'user', id: userId } })
    return { version: now }
  },
})

export const reactivateUser = command({
  name: 'users.reactivate',
  permission: 'users:deactivate',
  explain: 'Reactivate a person, if you have the permissions of their groups.',
  input: userIdInput,
  output: noOutput,
  http: { method: 'POST', path: '/users/:userId/reactivate' },
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    const users = usersIn(scope)
    const user = await users.findForUpdate(userId)
    requireStatus(user, 'inactive', 'reactivated')
    await requireHeldOfUsers(scope, actor, 'giveBack', [userId])
    const groups = await accessIn(scope).groupsOf(userId)
    await users.reactivate([userId])
    record('user.reactivated', { groups: groups.map(group => group.name) }, { target: { type: 'user', id: userId } })
  },
})

export const deleteUser = command({
  name: 'users.delete',
  permission: 'users:delete',
  explain: 'Permanently delete an inactive person; the audit log no longer shows who they were.',
  input: deleteUserInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/users/:userId' },
  serialized: true,
  async run({ scope, actor, record }, { userId, confirmation }) {
    const users = usersIn(scope)
    const user = await users.findForUpdate(userId)
    requireNotOneself(actor, userId, 'delete')
    requireStatus(user, 'inactive', 'deleted')
    await requireHeldOfUsers(scope, actor, 'deletePerson', [userId])
    if (addressKey(confirmation.trim()) !== addressKey(user.email)) {
      throw invalid({ confirmation: 'This does not match their email address.' })
    }
    const groups = await accessIn(scope).groupsOf(userId)
    const addresses = await emailChangesIn(scope).addressesOf(userId)
    await users.remove(userId, actor.userId)
    await erasureIn(scope).erase([user.email, ...addresses])
    record('user.deleted', { groups: groups.map(group => group.name) }, { target: { type: 'user', id: userId } })
  },
})

export const endUserSession = command({
  name: 'users.endSession',
  permission: 'users:end-sessions',
  explain: "End one of a person's sessions.",
  input: endSessionInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/users/:userId/sessions/:sessionId' },
  serialized: true,
  async run({ scope, actor, record }, { userId, sessionId }) {
    await usersIn(scope).find(userId)
    await requireHeldOfUsers(scope, actor, 'endSessions', [userId])
    await sessionsIn(scope).endOne(userId, sessionId)
    record('session.ended', { sessionId }, { target: { type: 'user', id: userId } })
  },
})

export const endUserSessions = command({
  name: 'users.endSessions',
  permission: 'users:end-sessions',
  explain: 'Sign a person out everywhere.',
  input: userIdInput,
  output: endUserSessionsOutput,
  http: { method: 'DELETE', path: '/users/:userId/sessions' },
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    await usersIn(scope).find(userId)
    await requireHeldOfUsers(scope, actor, 'endSessions', [userId])
    const count = await sessionsIn(scope).endAll(
      userId,
      actor.via === 'session' && actor.userId === userId ? actor.sessionId : undefined,
    )
    record('sessions.ended', { count }, { target: { type: 'user', id: userId } })
    return { count }
  },
})

export const sendPasswordReset = command({
  name: 'users.sendPasswordReset',
  permission: 'users:manage-credentials',
  explain: 'Send an active person a password reset link, if you have their permissions.',
  input: userIdInput,
  output: noOutput,
  internal: 'It belongs to a page.',
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    const user = await usersIn(scope).findForUpdate(userId)
    requireStatus(user, 'active', 'sent a password reset link')
    await requireHeldOfUsers(scope, actor, 'sendPasswordLink', [userId])
    if (!(await sendPasswordResetLink(scope, actor.company, user, actor))) {
      throw new AppError(
        'too_often',
        `${user.name} was already sent several reset links in the last hour. The last link still works.`,
      )
    }
    record('password_reset.sent', {}, { target: { type: 'user', id: userId } })
  },
})

export const liftThrottle = command({
  name: 'users.liftThrottle',
  permission: 'users:manage-credentials',
  explain: 'Unblock the sign-in of a person after many wrong passwords or codes.',
  input: userIdInput,
  output: noOutput,
  internal: 'It belongs to a page.',
  stepUp: true,
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    await usersIn(scope).findForUpdate(userId)
    // New tries are what somebody needs who guesses.
    requireNotOneself(actor, userId, 'unblock')
    await requireHeldOfUsers(scope, actor, 'giveTries', [userId])
    // Where the wait was over meanwhile nothing is amiss: what was asked for is so.
    const lifted = await clearFailures(scope, userId, secretKinds)
    record('throttle.lifted', lifted ? {} : { already: true }, { target: { type: 'user', id: userId } })
  },
})
