import { z } from 'zod'
import { sessionsIn } from '@/db/repositories/sessions'
import { noOutput } from '@/lib/kernel/outputs'
import { requireSession } from '@/lib/operation/actor'
import { command } from '@/lib/operation/define'
import './events'

export const signOut = command({
  name: 'sessions.end',
  permission: null,
  because: 'Everybody may end their own session.',
  explain: 'Sign out.',
  allowedWhile: ['suspended', 'network', 'second_factor', 'enrol', 'change_password'],
  input: z.object({}),
  output: noOutput,
  internal: 'A browser holds the session in a cookie.',
  async run({ scope, actor, record }) {
    const { userId, sessionId } = requireSession(actor)
    await sessionsIn(scope).endOne(userId, sessionId)
    record('session.ended', { sessionId }, { target: { type: 'session', id: sessionId } })
  },
})
