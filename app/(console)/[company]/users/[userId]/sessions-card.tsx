import { SessionList, type ListedSession } from '@/components/access/session-list'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionButton } from '@/components/ui/form/action-button'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { endUserSessionAction, endUserSessionsAction } from './actions'

interface SessionsCardProps {
  actor: { sessionId: string }
  user: { id: string; name: string }
  /** The reader's own page: the session they read it with stays. */
  self: boolean
  sessions: ListedSession[]
  mayEnd: boolean
}

const count = (number: number): string => (number === 1 ? '1 session' : `${number} sessions`)

export function SessionsCard({ actor, user, self, sessions, mayEnd }: SessionsCardProps) {
  const ending = sessions.filter(session => session.id !== actor.sessionId).length
  return (
    <Card flush>
      <CardHeader
        flush
        title="Sessions"
        actions={
          mayEnd &&
          ending > 0 && (
            <ConfirmAction
              label={self ? 'Sign out everywhere else' : 'Sign out everywhere'}
              size="sm"
              title={self ? 'Sign out everywhere else?' : `Sign ${user.name} out everywhere?`}
              confirmLabel="Sign out"
              action={endUserSessionsAction}
              input={{ userId: user.id }}
              successMessage={`${count(ending)} ended.`}
            >
              <p>
                {count(ending)} {ending === 1 ? 'ends' : 'end'} at once; what is not saved there is lost.{' '}
                {self ? 'This device stays signed in.' : `${user.name} can sign in again with the password.`}
              </p>
            </ConfirmAction>
          )
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
