import { z } from 'zod'
import { jsonList, batch } from '@/db/json'
import { administratorsIn } from '@/db/repositories/administrators'
import { devicesIn } from '@/db/repositories/devices'
import { factorsIn } from '@/db/repositories/factors'
import { passkeysIn } from '@/db/repositories/passkeys'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { query } from '@/lib/operation/define'
import { sessionRequirement } from '@/lib/operation/session-requirements'
import { secondFactorDeadline } from '@/lib/operation/session-requirements'
import { passkeyObstacle } from '@/lib/second-factor/passkey-support'
import { viewProfileOutput, viewPasswordPolicyOutput, viewAccessOutput } from './output'
import './events'

export const viewProfile = query({
  name: 'profile.view',
  permission: null,
  because: 'Everybody may see what Console knows about them.',
  explain: 'See your own profile.',
  input: z.object({}),
  output: viewProfileOutput,
  http: { method: 'GET', path: '/me' },
  versioned: ({ user }) => user.version,
  async run({ scope, actor, record }) {
    const users = usersIn(scope)
    const { found, groups, permissions, sessions, factors, passkeys, trustedDevices } = await batch(scope.tx, {
      found: jsonList(users.one(actor.userId)),
      groups: jsonList(users.groupsOf(actor.userId)),
      permissions: jsonList(users.permissionsOf(actor.userId)),
      sessions: jsonList(sessionsIn(scope).liveOf(actor.userId)),
      factors: jsonList(factorsIn(scope).overview(actor.userId)),
      passkeys: jsonList(passkeysIn(scope).of(actor.userId)),
      trustedDevices: jsonList(devicesIn(scope).trustedOf(actor.userId)),
    })
    record('profile.viewed', {}, { target: { type: 'user', id: actor.userId } })
    return {
      user: found[0]!,
      groups,
      permissions,
      sessions: sessions.map(session => ({ ...session, current: session.id === actor.sessionId })),
      /** `deadline`: from when on one is insisted on; null: it is not. */
      secondFactor: { ...factors[0]!, deadline: secondFactorDeadline(actor.security, actor.assurance) },
      passkeys,
      passkeyObstacle: passkeyObstacle(),
      trustedDevices,
    }
  },
})

export const viewPasswordPolicy = query({
  name: 'profile.viewPasswordPolicy',
  permission: null,
  because: 'Who has to choose a new password may know what is asked of it.',
  explain: 'See what your company asks of passwords.',
  allowedWhile: ['change_password'],
  input: z.object({}),
  output: viewPasswordPolicyOutput,
  internal: 'It draws a page.',
  async run({ actor, record, request }) {
    record('profile.viewed', {}, { target: { type: 'user', id: actor.userId } })
    return {
      policy: actor.security.password,
      expired: sessionRequirement(actor.security, actor.assurance, request.ip) === 'change_password',
    }
  },
})

export const viewAccess = query({
  name: 'access.view',
  permission: null,
  because: 'Everybody may know what they may do.',
  explain: 'See what you may do yourself, and which group grants it.',
  input: z.object({}),
  output: viewAccessOutput,
  http: { method: 'GET', path: '/me/access' },
  async run({ scope, actor, record }) {
    const users = usersIn(scope)
    const { groups, permissions, helpers } = await batch(scope.tx, {
      groups: jsonList(users.groupsOf(actor.userId)),
      permissions: jsonList(users.permissionsOf(actor.userId)),
      helpers: jsonList(administratorsIn(scope).names()),
    })
    record('access.viewed', {}, { target: { type: 'user', id: actor.userId } })
    return { groups, permissions, helpers: helpers.map(helper => helper.name) }
  },
})
