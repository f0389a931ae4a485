import { batch, jsonList, type Batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { deactivationsIn } from '@/db/repositories/deactivations'
import { invitationsIn } from '@/db/repositories/invitations'
import { sessionsIn } from '@/db/repositories/sessions'
import { peopleAmong, soleHoldersIn } from '@/db/repositories/sole-holders'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { userIdInput } from '@/lib/kernel/person-fields'
import { query, type RecordEvent } from '@/lib/operation/define'
import { whyNotHeld } from '@/lib/permissions/held'
import { permissionKey } from '@/lib/permissions/key'
import { previewDeactivationOutput, previewDeactivationPageOutput, viewReceiptOutput } from './output'
import { receiptOf } from './receipt'
import './events'

/** What programs and its page read before a deactivation. */
const previewReads = (scope: CompanyScope, userId: string) => ({
  found: jsonList(usersIn(scope).one(userId)),
  groups: jsonList(accessIn(scope).groupsOf(userId)),
  sessions: jsonList(sessionsIn(scope).liveCountOf(userId)),
  invitations: jsonList(invitationsIn(scope).openCountSentBy(userId)),
  lastHeld: soleHoldersIn(scope).onlyHeldBy(peopleAmong([userId])),
})

/** What both are told of it, and the record that they were. @throws AppError `not_found`. */
function previewSeen(
  { found, groups, sessions, invitations, lastHeld }: Batch<ReturnType<typeof previewReads>>,
  record: RecordEvent,
) {
  const user = found[0]
  if (!user) throw notFound('User')
  record('user.viewed', {}, { target: { type: 'user', id: user.id } })
  return {
    user: { id: user.id, name: user.name, status: user.status },
    groups,
    sessions: sessions[0]?.count ?? 0,
    /** That they sent and nobody accepted. */
    invitations: invitations[0]?.count ?? 0,
    /** Keys that nobody active would hold any more, but for full access. */
    lastHeld: lastHeld[0]?.keys ?? [],
  }
}

export const previewDeactivation = query({
  name: 'users.previewDeactivation',
  permission: 'users:deactivate',
  explain: 'Preview what ends when a person is deactivated.',
  input: userIdInput,
  output: previewDeactivationOutput,
  http: { method: 'GET', path: '/users/:userId/deactivate' },
  async run({ scope, record }, { userId }) {
    return previewSeen(await batch(scope.tx, previewReads(scope, userId)), record)
  },
})

export const previewDeactivationPage = query({
  name: 'users.previewDeactivationPage',
  permission: 'users:deactivate',
  explain: 'Preview what ends when a person is deactivated.',
  input: userIdInput,
  output: previewDeactivationPageOutput,
  internal: 'It draws a page.',
  async run({ scope, actor, record }, { userId }) {
    const { permissions, administrators, ...read } = await batch(scope.tx, {
      ...previewReads(scope, userId),
      permissions: jsonList(accessIn(scope).permissionsOf(userId)),
      administrators: jsonList(administratorsIn(scope).names()),
    })
    const helpers = administrators.map(({ name }) => name)
    return {
      ...previewSeen(read, record),
      /** Why the reader may not do it, and whom to ask. */
      hindrance: whyNotHeld('deactivate', actor, permissions.map(permissionKey), helpers),
    }
  },
})

export const viewReceipt = query({
  name: 'users.viewReceipt',
  permission: 'users:read',
  explain: 'See the offboarding receipt of a person.',
  input: userIdInput,
  output: viewReceiptOutput,
  http: { method: 'GET', path: '/users/:userId/receipt' },
  async run({ scope, record }, { userId }) {
    const { found, deactivations } = await batch(scope.tx, {
      found: jsonList(usersIn(scope).one(userId)),
      deactivations: jsonList(deactivationsIn(scope).latestOf(userId)),
    })
    const deactivation = deactivations[0]
    if (!deactivation) throw notFound('Receipt')
    record('receipt.viewed', {}, { target: { type: 'user', id: userId } })
    return { userId, receipt: receiptOf(deactivation, found[0]), status: found[0]?.status }
  },
})
