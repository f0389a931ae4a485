import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { z } from 'zod'
import { masked } from '../audit/masked'
import { AppError } from '../errors'
import { command, publicCommand } from '../operation/define'
import { beginSession } from './begin-session'
import { signInInput } from './input'
import { passwordMatches } from './passwords'

const wrongCredentials = () =>
  new AppError('wrong_credentials', 'The company, the email address or the password is not right.')

/**
 * Signs a person in and returns what the cookie will hold. Unknown company, unknown person, wrong
 * password, invited and inactive all get one answer after one hash; only the audit log knows which.
 * The hash is compared between two transactions: a third of a second must not hold a connection.
 */
export const signIn = publicCommand({
  name: 'session.start',
  input: signInInput,
  async run({ transaction, request }, { email, password }) {
    const candidate = await transaction(({ scope }) => usersIn(scope).credentialsOf(email))
    const matches = await passwordMatches(password, candidate?.passwordHash)
    const session = await transaction(async ({ scope, record }) => {
      const user = await usersIn(scope).credentialsForUpdate(email)
      const target = user && ({ type: 'user', id: user.id } as const)
      const unchanged = user?.passwordHash === candidate?.passwordHash
      if (!user || !matches || !unchanged || user.status !== 'active') {
        const reason = !user ? 'unknown_person' : user.status !== 'active' ? user.status : 'wrong_password'
        record('session.refused', { reason, ...(!user && { email: masked(email) }) }, { target, outcome: 'refused' })
        return undefined
      }
      return beginSession({ scope, record, request }, user.id, 'password')
    })
    if (!session) throw wrongCredentials()
    return session
  },
})

export const signOut = command({
  name: 'session.end',
  permission: null,
  because: 'Everybody may end their own session.',
  explain: 'Sign out.',
  input: z.object({}),
  async run({ scope, actor, record }) {
    await sessionsIn(scope).endOne(actor.userId, actor.sessionId)
    record('session.ended', { sessionId: actor.sessionId }, { target: { type: 'session', id: actor.sessionId } })
  },
})
