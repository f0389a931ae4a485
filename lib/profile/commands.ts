import { z } from 'zod'
import { credentialsIn } from '@/db/repositories/credentials'
import { devicesIn } from '@/db/repositories/devices'
import { factorsIn } from '@/db/repositories/factors'
import { notificationChoicesIn } from '@/db/repositories/notification-choices'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { findKnownDevice } from '@/lib/devices/known-device'
import { AppError, invalid } from '@/lib/kernel/errors'
import { noOutput, versionOutput } from '@/lib/kernel/outputs'
import { requireSession } from '@/lib/operation/actor'
import { changedFields, changesBetween } from '@/lib/operation/changes'
import { command } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { notifyPasswordChanged } from '@/lib/password-reset/send'
import { hashPassword, hashRequest } from '@/lib/passwords/hash'
import { changePasswordInput } from '@/lib/passwords/input'
import { requireAllowedPassword, passwordRulesFor, storePassword } from '@/lib/passwords/policy'
import { verifyPassword } from '@/lib/passwords/verify'
import { verifyCode, reserveCodeAttempt } from '@/lib/second-factor/prove'
import { renewSession } from '@/lib/second-factor/session'
import { renewedSessionOutput } from '@/lib/sessions/output'
import { reserveAttempt } from '@/lib/throttling/throttle'
import { updateNotificationsInput, ownSessionInput, renameProfileInput, stepUpInput } from './input'
import { changePasswordOutput, endOtherSessionsOutput } from './output'
import './events'
import '@/lib/sessions/events'

const OWN = 'It changes nothing but the own account.'

export const renameProfile = command({
  name: 'profile.rename',
  permission: null,
  because: OWN,
  explain: 'Change your own name.',
  input: renameProfileInput,
  output: versionOutput,
  http: { method: 'PUT', path: '/me' },
  versioned: ({ version }) => version,
  async run({ scope, actor, record }, { version, ...details }) {
    const before = await usersIn(scope).findForUpdate(actor.userId)
    const made = await usersIn(scope).update(actor.userId, details, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, details))
    record(
      'profile.renamed',
      { fields: changedFields(before, details) },
      { target: { type: 'user', id: actor.userId } },
    )
    return { version: now }
  },
})

/** Who could switch off in passing what tells of a new device could use an account unnoticed: it is asked once more who it is. */
export const updateNotifications = command({
  name: 'profile.updateNotifications',
  permission: null,
  because: OWN,
  explain: 'Choose your email notifications.',
  stepUp: true,
  input: updateNotificationsInput,
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }, chosen) {
    await usersIn(scope).statusForUpdate(actor.userId)
    const [before] = await notificationChoicesIn(scope).of(actor.userId)
    await notificationChoicesIn(scope).choose(actor.userId, chosen)
    record(
      'profile.notifications_changed',
      { changes: changesBetween(before!, chosen) },
      { target: { type: 'user', id: actor.userId } },
    )
  },
})

export const changePassword = command({
  name: 'profile.changePassword',
  permission: null,
  because: OWN,
  explain: 'Change your own password.',
  allowedWhile: ['change_password'],
  input: changePasswordInput,
  output: changePasswordOutput,
  internal: 'A person does it at a browser, about themselves.',
  async prepare({ actor, read, request }, { currentPassword, newPassword }) {
    const { passwordHash, rules, attempt } = await read(async scope => ({
      attempt: await reserveAttempt(scope, 'own_password', { account: actor.userId, userId: actor.userId }, request),
      ...(await credentialsIn(scope).passwordHashOf(actor.userId)),
      rules: await passwordRulesFor(scope, actor.userId),
    }))
    const hashing = hashRequest('own_password', request, { known: true })
    if (
      !(await verifyPassword({
        attempt,
        password: currentPassword,
        hash: passwordHash,
        request: hashing,
        transaction: read,
      }))
    ) {
      throw new AppError('wrong_credentials', 'Check the marked fields.', {
        fields: { currentPassword: 'This is not your current password.' },
      })
    }
    await read(scope => attempt.succeeded(scope))
    await requireAllowedPassword(
      rules,
      newPassword,
      [actor.name, actor.email, actor.company.name, actor.company.slug],
      'newPassword',
      hashing,
    )
    return { before: passwordHash, after: await hashPassword(newPassword, hashing) }
  },
  async run({ scope, actor, record, request }, _, { before, after }) {
    const { passwordHash } = await credentialsIn(scope).passwordHashForUpdate(actor.userId)
    if (passwordHash !== before) throw new AppError('conflict', 'The password was changed at the same time. Try again.')
    await storePassword(scope, actor.userId, after)
    const sessionsEnded = await sessionsIn(scope).endAll(actor.userId, requireSession(actor).sessionId)
    await devicesIn(scope).forgetAll(actor.userId, (await findKnownDevice(scope, actor.userId, request))?.id)
    await passwordResetsIn(scope).endAllOf(actor.userId)
    await notifyPasswordChanged(
      scope,
      actor.company,
      { id: actor.userId, name: actor.name, email: actor.email },
      'profile',
    )
    record('password.changed', { sessionsEnded }, { target: { type: 'user', id: actor.userId } })
    return { sessionsEnded }
  },
})

export const endOwnSession = command({
  name: 'profile.endSession',
  permission: null,
  because: OWN,
  explain: 'End one of your own sessions.',
  input: ownSessionInput,
  output: noOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }, { sessionId }) {
    await sessionsIn(scope).endOne(actor.userId, sessionId)
    record('session.ended', { sessionId, own: true }, { target: { type: 'user', id: actor.userId } })
  },
})

export const endOtherSessions = command({
  name: 'profile.endOtherSessions',
  permission: null,
  because: OWN,
  explain: 'Sign out everywhere else.',
  input: z.object({}),
  output: endOtherSessionsOutput,
  internal: 'A person does it at a browser, about themselves.',
  async run({ scope, actor, record }) {
    const count = await sessionsIn(scope).endAll(actor.userId, requireSession(actor).sessionId)
    record('sessions.ended', { count }, { target: { type: 'user', id: actor.userId } })
    return { count }
  },
})

const wrongPassword = () =>
  new AppError('wrong_credentials', 'Check the marked fields.', {
    fields: { password: 'This password is not correct. After several wrong attempts, you have to wait a few minutes.' },
  })

/** Proves once more who one is, for the operations with `stepUp`: by the second factor where there is one, else by the password. */
export const stepUp = command({
  name: 'profile.stepUp',
  permission: null,
  because: OWN,
  explain: 'Confirm your identity.',
  allowedWhile: ['enrol'],
  input: stepUpInput,
  output: renewedSessionOutput,
  internal: 'A person does it at a browser, about themselves.',
  async prepare(asking, { password, code }) {
    const { actor, request, read } = asking
    const account = { account: actor.userId, userId: actor.userId }
    const known = await read(async scope => ({
      factor:
        (await factorsIn(scope).app(actor.userId)) !== undefined || (await factorsIn(scope).hasPasskey(actor.userId)),
      passwordHash: (await credentialsIn(scope).passwordHashOf(actor.userId)).passwordHash,
    }))
    if (known.factor) {
      if (!code) throw invalid({ code: 'Enter the code.' })
      return { by: 'code' as const, code, attempt: await reserveCodeAttempt('step_up', asking, code) }
    }
    if (!password) throw invalid({ password: 'Enter your password.' })
    const hashing = hashRequest('own_password', request, { known: true })
    const attempt = await read(scope => reserveAttempt(scope, 'own_password', account, request))
    if (!(await verifyPassword({ attempt, password, hash: known.passwordHash, request: hashing, transaction: read })))
      throw wrongPassword()
    return { by: 'password' as const, attempt, passwordHash: known.passwordHash }
  },
  async run(context, _, proof) {
    const { scope, actor, record } = context
    if (
      proof.by === 'password' &&
      (await credentialsIn(scope).passwordHashOf(actor.userId)).passwordHash !== proof.passwordHash
    )
      throw wrongPassword()
    const by = proof.by === 'code' ? await verifyCode(context, proof.code) : proof.by
    await proof.attempt.succeeded(scope)
    record('session.stepped_up', { by }, { target: { type: 'session', id: requireSession(actor).sessionId } })
    return renewSession(context, { byFactor: by !== 'password' })
  },
})
