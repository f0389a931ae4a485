import { batch, jsonList } from '@/db/json'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import { notFound } from '@/lib/kernel/errors'
import { userIdInput } from '@/lib/kernel/person-fields'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { exportedSession, exportSessionRow } from '@/lib/sessions/exported'

export const exportUserSessions = query({
  name: 'users.exportSessions',
  permission: 'users:read',
  explain: 'Export the sessions of a person as a file.',
  ...listExport({
    list: 'sessions',
    input: userIdInput,
    row: exportedSession,
    filters: () => ({}),
    target: ({ userId }) => ({ type: 'user', id: userId }),
    // Nobody has more than one page shows.
    async read({ scope }, { userId }) {
      const { people, sessions } = await batch(scope.tx, {
        people: jsonList(usersIn(scope).one(userId)),
        sessions: jsonList(sessionsIn(scope).liveOf(userId)),
      })
      if (!people.length) throw notFound('User')
      return { rows: sessions.map(exportSessionRow) }
    },
  }),
})
