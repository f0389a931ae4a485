import { emailChangesIn } from '@/db/repositories/email-changes'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import {
  limitEmailChanges,
  replaceEmailAddress,
  resendEmailChangeLink,
  startEmailChange,
} from '@/lib/email-change/change'
import { requireFreeAddress } from '@/lib/invitations/conflicts'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { addressKey } from '@/lib/kernel/fold'
import { noOutput, versionOutput } from '@/lib/kernel/outputs'
import { userIdInput } from '@/lib/kernel/person-fields'
import type { Actor } from '@/lib/operation/actor'
import { command, type Context } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { replaceEmailInput, requestUserEmailChangeInput } from './input'
import { requireStatus } from './require-status'
import '@/lib/email-change/events'

type Acting = Pick<Context, 'scope' | 'actor'>

/**
 * Whose address somebody else may change: who has it is sent the links for new passwords, so it is held like these. Nobody does
 * it to themselves by this way, which would spare them the proof.
 */
async function findChangeable({ scope, actor }: Acting, userId: string) {
  const person = await usersIn(scope).findForUpdate(userId)
  if (actor.userId === userId) {
    throw new AppError('own_account', 'Change your own email address in your profile, where you confirm the new one.')
  }
  requireStatus(person, 'active', 'given another email address')
  await requireHeldOfUsers(scope, actor, 'changeEmail', [userId])
  return person
}

/** Another address than theirs, and nobody else's. */
async function requireAnother(scope: CompanyScope, actor: Actor, person: { id: string; email: string }, email: string) {
  if (addressKey(email) === addressKey(person.email)) throw invalid({ email: 'This is already their email address.' })
  await requireFreeAddress(scope, actor, person.id, email)
}

export const requestUserEmailChange = command({
  name: 'users.requestEmailChange',
  permission: 'users:update',
  explain: "Request a change of a person's email address, which takes effect once they confirm the new one.",
  stepUp: true,
  input: requestUserEmailChangeInput,
  output: noOutput,
  http: { method: 'POST', path: '/users/:userId/email-change' },
  serialized: true,
  async run({ scope, actor, record, request }, { userId, email }) {
    const person = await findChangeable({ scope, actor }, userId)
    await requireAnother(scope, actor, person, email)
    await limitEmailChanges(scope, userId)
    const change = { company: actor.company, person, to: email, requester: actor }
    const { lifted } = await startEmailChange(scope, change, request)
    const target = { type: 'user', id: userId } as const
    if (lifted) record('email_hold.lifted', {}, { target })
    record('email_change.requested', {}, { target })
  },
})

export const resendUserEmailChange = command({
  name: 'users.resendEmailChange',
  permission: 'users:update',
  explain: "Resend the link that confirms a person's new email address.",
  stepUp: true,
  input: userIdInput,
  output: noOutput,
  http: { method: 'POST', path: '/users/:userId/email-change/resend' },
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    const person = await findChangeable({ scope, actor }, userId)
    const [open] = await emailChangesIn(scope).openOf(userId)
    if (!open) throw notFound('Change of the email address')
    await limitEmailChanges(scope, userId)
    await resendEmailChangeLink(scope, open, { company: actor.company, person, requester: actor })
    record('email_change.requested', { again: true }, { target: { type: 'user', id: userId } })
  },
})

export const replaceEmail = command({
  name: 'users.replaceEmail',
  permission: 'users:update',
  explain: "Change a person's email address immediately, with a reason, because the old mailbox is gone.",
  stepUp: true,
  input: replaceEmailInput,
  output: versionOutput,
  http: { method: 'PUT', path: '/users/:userId/email' },
  versioned: ({ version }) => version,
  serialized: true,
  async run({ scope, actor, record }, { userId, email, reason, version }) {
    const person = await findChangeable({ scope, actor }, userId)
    await requireAnother(scope, actor, person, email)
    const change = { company: actor.company, person, to: email, requester: actor }
    const done = await replaceEmailAddress(scope, change, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, done.version, person, fieldsMeanwhile(person, { email }))
    const target = { type: 'user', id: userId } as const
    if (done.lifted) record('email_hold.lifted', {}, { target })
    record('email_change.replaced', { reason, sessionsEnded: done.sessionsEnded }, { target })
    return { version: now }
  },
})

export const cancelUserEmailChange = command({
  name: 'users.cancelEmailChange',
  permission: 'users:update',
  explain: "Cancel a change of a person's email address that they have not confirmed yet.",
  input: userIdInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/users/:userId/email-change' },
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    await usersIn(scope).findForUpdate(userId)
    await requireHeldOfUsers(scope, actor, 'editPerson', [userId])
    if (!(await emailChangesIn(scope).endOpenOf([userId]))) throw notFound('Change of the email address')
    record('email_change.cancelled', {}, { target: { type: 'user', id: userId } })
  },
})

export const liftEmailHold = command({
  name: 'users.liftEmailHold',
  permission: 'users:update',
  explain: 'Allow a person to change their email address again after a reported change.',
  stepUp: true,
  input: userIdInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/users/:userId/email-hold' },
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    await findChangeable({ scope, actor }, userId)
    if (!(await emailChangesIn(scope).release(userId)))
      throw new AppError('wrong_status', 'Changes of this email address are not locked.')
    record('email_hold.lifted', {}, { target: { type: 'user', id: userId } })
  },
})
