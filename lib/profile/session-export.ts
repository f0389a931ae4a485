import { z } from 'zod'
import { sessionsIn } from '@/db/repositories/sessions'
import { query } from '@/lib/operation/define'
import { listExport } from '@/lib/operation/list-export'
import { exportedSession, exportSessionRow } from '@/lib/sessions/exported'

export const exportOwnSessions = query({
  name: 'profile.exportSessions',
  permission: null,
  because: 'Everybody may see where they are signed in.',
  explain: 'Export your own sessions as a file.',
  ...listExport({
    list: 'sessions',
    input: z.object({}),
    row: exportedSession,
    filters: () => ({}),
    target: (_, { userId }) => ({ type: 'user', id: userId }),
    async read({ scope, actor }) {
      return { rows: (await sessionsIn(scope).liveOf(actor.userId)).map(exportSessionRow) }
    },
  }),
})
