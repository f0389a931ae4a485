import { z } from 'zod'
import { jsonList, batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { devicesIn } from '@/db/repositories/devices'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { factorsIn } from '@/db/repositories/factors'
import { notificationChoicesIn } from '@/db/repositories/notification-choices'
import { passkeysIn } from '@/db/repositories/passkeys'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { noOutput } from '@/lib/kernel/outputs'
import { requireSession } from '@/lib/operation/actor'
import { query, type Context } from '@/lib/operation/define'
import { sessionRequirement } from '@/lib/operation/session-requirements'
import { secondFactorDeadline } from '@/lib/operation/session-requirements'
import { passkeyObstacle } from '@/lib/second-factor/passkey-support'
import {
  viewProfileOutput,
  viewProfilePageOutput,
  viewPasswordPolicyOutput,
  viewAccessOutput,
  viewAccessPageOutput,
} from './output'
import './events'

/** What programs and the page of a profile are told, and the record that they were. */
async function profileSeen({ scope, actor, record }: Context) {
  const { sessionId, assurance } = requireSession(actor)
  const { found, open, hold, groups, permissions, sessions, factors, passkeys, trustedDevices, notifications } =
    await batch(scope.tx, {
      found: jsonList(usersIn(scope).one(actor.userId)),
      open: jsonList(emailChangesIn(scope).openOf(actor.userId)),
      hold: jsonList(emailChangesIn(scope).holdOf(actor.userId)),
      groups: jsonList(accessIn(scope).groupsOf(actor.userId)),
      permissions: jsonList(accessIn(scope).permissionsOf(actor.userId)),
      sessions: jsonList(sessionsIn(scope).liveOf(actor.userId)),
      factors: jsonList(factorsIn(scope).overview(actor.userId)),
      passkeys: jsonList(passkeysIn(scope).of(actor.userId)),
      trustedDevices: jsonList(devicesIn(scope).trustedOf(actor.userId)),
      notifications: jsonList(notificationChoicesIn(scope).of(actor.userId)),
    })
  record('profile.viewed', {}, { target: { type: 'user', id: actor.userId } })
  return {
    user: found[0]!,
    emailChange: open[0],
    emailHeldUntil: hold[0]?.until,
    groups,
    permissions,
    sessions: sessions.map(session => ({ ...session, current: session.id === sessionId })),
    /** `deadline`: from when on one is insisted on; null: it is not. */
    secondFactor: { ...factors[0]!, deadline: secondFactorDeadline(actor.security, assurance) },
    passkeys,
    trustedDevices,
    notifications: notifications[0]!,
  }
}

export const viewProfile = query({
  name: 'profile.view',
  permission: null,
  because: 'Everybody may see what Console knows about them.',
  explain: 'See your own profile.',
  input: z.object({}),
  output: viewProfileOutput,
  http: { method: 'GET', path: '/me' },
  versioned: ({ user }) => user.version,
  run: profileSeen,
})

export const viewProfilePage = query({
  name: 'profile.viewPage',
  permission: null,
  because: 'Everybody may see what Console knows about them.',
  explain: 'See your own profile.',
  input: z.object({}),
  output: viewProfilePageOutput,
  internal: 'It draws a page.',
  run: async context => ({ ...(await profileSeen(context)), passkeyObstacle: passkeyObstacle() }),
})

export const viewPasswordPolicy = query({
  name: 'profile.viewPasswordPolicy',
  permission: null,
  because: 'Who has to choose a new password may know what is asked of it.',
  explain: "See your company's password rules.",
  allowedWhile: ['change_password'],
  input: z.object({}),
  output: viewPasswordPolicyOutput,
  internal: 'It draws a page.',
  async run({ actor, record, request }) {
    record('profile.viewed', {}, { target: { type: 'user', id: actor.userId } })
    return {
      policy: actor.security.password,
      expired: sessionRequirement(actor.security, requireSession(actor).assurance, request.ip) === 'change_password',
    }
  },
})

/** What programs and the page about one's own access read. */
const accessReads = (scope: CompanyScope, userId: string) => ({
  groups: jsonList(accessIn(scope).groupsOf(userId)),
  permissions: jsonList(accessIn(scope).permissionsOf(userId)),
})

const recordAccessSeen = ({ actor, record }: Context): void =>
  record('access.viewed', {}, { target: { type: 'user', id: actor.userId } })

export const viewAccess = query({
  name: 'access.view',
  permission: null,
  because: 'Everybody may know what they may do.',
  explain: 'See your own permissions, and which groups grant them.',
  input: z.object({}),
  output: viewAccessOutput,
  http: { method: 'GET', path: '/me/access' },
  async run(context) {
    recordAccessSeen(context)
    return batch(context.scope.tx, accessReads(context.scope, context.actor.userId))
  },
})

export const viewAccessPage = query({
  name: 'access.viewPage',
  permission: null,
  because: 'Everybody may know what they may do.',
  explain: 'See your own permissions, and which groups grant them.',
  input: z.object({}),
  output: viewAccessPageOutput,
  internal: 'It draws a page.',
  async run(context) {
    recordAccessSeen(context)
    const { helpers, ...access } = await batch(context.scope.tx, {
      ...accessReads(context.scope, context.actor.userId),
      helpers: jsonList(administratorsIn(context.scope).names()),
    })
    return { ...access, helpers: helpers.map(({ name }) => name) }
  },
})

/** Draws the frame around the news that an address leads nowhere. */
export const viewFrame = query({
  name: 'profile.viewFrame',
  permission: null,
  because: 'Whoever is signed in is told in their own frame that there is nothing at an address.',
  explain: 'Open a page that does not exist.',
  unrecorded: 'Nothing is looked up.',
  input: z.object({}),
  output: noOutput,
  internal: 'It draws a page.',
  async run() {},
})
