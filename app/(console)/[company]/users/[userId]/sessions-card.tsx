import { SessionList, type ListedSession } from '@/components/access/session-list'
import { ExportMenu } from '@/components/shell/export-menu'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { endUserSessionAction, endUserSessionsAction } from './actions'

interface SessionsCardProps {
  company: string
  actor: { sessionId: string }
  user: { id: string; name: string }
  /** The reader's own page: the session they read it with stays. */
  self: boolean
  sessions: ListedSession[]
  mayEnd: boolean
}

export function SessionsCard({ company, actor, user, self, sessions, mayEnd }: SessionsCardProps) {
  const ending = sessions.filter(session => session.id !== actor.sessionId).length
  return (
    <Card flush>
      <CardHeader
        flush
        title="Sessions"
        actions={
          <>
            {self && mayEnd && ending > 0 && (
              <ConfirmAction
                label="Sign out everywhere else"
                size="sm"
                title="Sign out everywhere else?"
                confirmLabel="Sign out"
                action={endUserSessionsAction}
                input={{ userId: user.id }}
                successMessage={`${pluralize(ending, 'session')} ended.`}
              >
                <p>
                  {pluralize(ending, 'session')} {ending === 1 ? 'ends' : 'end'} immediately. Unsaved work on those
                  devices is lost. You stay signed in on this device.
                </p>
              </ConfirmAction>
            )}
            {sessions.length > 0 && (
              <ExportMenu small href={format => paths.exportSessions(company, user.id, { format })} />
            )}
          </>
        }
      />
      {sessions.length === 0 ? (
        <p className="px-4 py-5 text-muted sm:px-5">Not signed in anywhere.</p>
      ) : (
        <SessionList
          rows={sessions.map(session => ({ ...session, current: session.id === actor.sessionId }))}
          renderEnd={
            mayEnd
              ? (sessionId, look) => (
                  <ActionButton action={endUserSessionAction} input={{ userId: user.id, sessionId }} {...look} />
                )
              : undefined
          }
        />
      )}
    </Card>
  )
}
