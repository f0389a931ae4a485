import type { ReactNode } from 'react'
import type { Status } from '@/components/access/status-badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/paths'
import { can, type PermissionHolder } from '@/lib/permissions/can'
import { deactivateUser, deleteUser, reactivateUser } from './actions'

interface Person {
  id: string
  name: string
  email: string
  status: Status
}

interface AccountCardProps {
  actor: PermissionHolder & { userId: string }
  company: string
  user: Person
  groups: { name: string }[]
  /** How many are live. */
  sessions: number
}

/** Ends an account, gives it back, or deletes it: what the person's status and the reader's permissions allow. */
export function AccountCard({ actor, company, user, groups, sessions }: AccountCardProps) {
  const mayUpdate = can(actor, 'users:update')
  const mayDelete = can(actor, 'users:delete')
  if (!mayUpdate && !mayDelete) return null
  if (user.id === actor.userId) {
    return (
      <Note>
        This is you. Another administrator can deactivate or delete your account; your name, password and sessions are in{' '}
        <TextLink href={paths.profile(company)}>your profile</TextLink>.
      </Note>
    )
  }
  // The card of the invitation has all that can be done before it is accepted.
  if (user.status === 'invited') return null
  if (user.status === 'active') return mayUpdate ? <Deactivate user={user} sessions={sessions} /> : null
  return (
    <Card>
      <CardHeader title="Account" />
      <div className="flex flex-col items-start gap-4">
        {mayUpdate && <Reactivate user={user} groups={groups.map(group => group.name)} />}
        {mayDelete && <Delete user={user} company={company} />}
      </div>
    </Card>
  )
}

function Note({ children }: { children: ReactNode }) {
  return (
    <Card>
      <CardHeader title="Account" />
      <p className="text-muted">{children}</p>
    </Card>
  )
}

function Deactivate({ user, sessions }: { user: Person; sessions: number }) {
  return (
    <Card>
      <CardHeader title="Account" />
      <p className="mb-3 text-muted">Ends the access of {user.name} at once. It can be given back later.</p>
      <ConfirmAction
        label="Deactivate"
        variant="danger"
        size="sm"
        title={`Deactivate ${user.name}?`}
        confirmLabel="Deactivate"
        action={deactivateUser}
        input={{ userId: user.id }}
        successMessage={`${user.name} is inactive now.`}
      >
        <p>
          {sessions
            ? `${user.name} is signed out everywhere at once (${sessions === 1 ? '1 session' : `${sessions} sessions`}) and cannot sign in any more.`
            : `${user.name} is not signed in at the moment, and cannot sign in any more.`}
        </p>
        <p>The groups are kept for later: reactivating gives them back.</p>
      </ConfirmAction>
    </Card>
  )
}

function Reactivate({ user, groups }: { user: Person; groups: string[] }) {
  return (
    <div>
      <p className="mb-2 text-muted">Lets {user.name} sign in again, with the groups listed above.</p>
      <ConfirmAction
        label="Reactivate"
        size="sm"
        title={`Reactivate ${user.name}?`}
        confirmLabel="Reactivate"
        action={reactivateUser}
        input={{ userId: user.id }}
        successMessage={`${user.name} is active again.`}
      >
        <p>{user.name} can sign in again, with the same password as before.</p>
        <p>
          {groups.length ? 'These groups come back, with everything they grant: ' : 'There are no groups to come back, so nothing is allowed until you choose some.'}
          {groups.length > 0 && <b className="font-medium text-ink">{groups.join(', ')}</b>}
        </p>
      </ConfirmAction>
    </div>
  )
}

function Delete({ user, company }: { user: Person; company: string }) {
  return (
    <div>
      <p className="mb-2 text-muted">Removes {user.name} for good. This cannot be undone.</p>
      <ConfirmAction
        label="Delete"
        variant="danger"
        size="sm"
        title={`Delete ${user.name}?`}
        confirmLabel="Delete for good"
        confirmText={user.email}
        action={deleteUser}
        input={{ userId: user.id, confirmation: user.email }}
        successMessage={`${user.name} was deleted.`}
        redirectTo={paths.users(company)}
      >
        <p>The account, its group memberships and its sessions are removed and cannot be brought back.</p>
        <p>The audit log keeps what happened, without the name.</p>
      </ConfirmAction>
    </div>
  )
}
