import { passwordResetsIn } from '@/db/repositories/password-resets'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { z } from 'zod'
import { changePasswordInput } from '../auth/input'
import { demandStrongPassword } from '../auth/password-strength'
import { hashPassword, passwordMatches } from '../auth/passwords'
import { AppError } from '../errors'
import { command } from '../operation/define'
import { tellOfChange } from '../password-reset/send'
import { ownSessionInput, renameProfileInput } from './input'

const OWN = 'It changes nothing but the own account.'

export const renameProfile = command({
  name: 'profile.rename',
  permission: null,
  because: OWN,
  explain: 'Change your own name.',
  input: renameProfileInput,
  async run({ scope, actor, record }, { name }) {
    await usersIn(scope).rename(actor.userId, name)
    record('profile.renamed', {}, { target: { type: 'user', id: actor.userId } })
  },
})

export const changePassword = command({
  name: 'profile.changePassword',
  permission: null,
  because: OWN,
  explain: 'Change your own password.',
  input: changePasswordInput,
  async prepare({ actor, read }, { currentPassword, newPassword }) {
    const { passwordHash } = await read(scope => usersIn(scope).passwordHashOf(actor.userId))
    if (!(await passwordMatches(currentPassword, passwordHash))) {
      throw new AppError('wrong_credentials', 'Please check the marked fields.', {
        fields: { currentPassword: 'This is not your current password.' },
      })
    }
    await demandStrongPassword(newPassword, [actor.name, actor.email, actor.company.name, actor.company.slug], 'newPassword')
    return { before: passwordHash, after: await hashPassword(newPassword) }
  },
  async run({ scope, actor, record }, _, { before, after }) {
    const { passwordHash } = await usersIn(scope).passwordHashForUpdate(actor.userId)
    if (passwordHash !== before) throw new AppError('conflict', 'The password was changed at the same time. Please try again.')
    await usersIn(scope).setPasswordHash(actor.userId, after)
    const sessionsEnded = await sessionsIn(scope).endAll(actor.userId, actor.sessionId)
    await passwordResetsIn(scope).endAllOf(actor.userId)
    await tellOfChange(scope, actor.company, { id: actor.userId, name: actor.name, email: actor.email }, 'profile')
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
  async run({ scope, actor, record }) {
    const count = await sessionsIn(scope).endAll(actor.userId, actor.sessionId)
    record('sessions.ended', { count }, { target: { type: 'user', id: actor.userId } })
    return { count }
  },
})
