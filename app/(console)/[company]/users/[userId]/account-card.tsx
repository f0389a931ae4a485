import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { pencil } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { deactivateUser, deleteUser, reactivateUser, updateUser } from '@/lib/users/commands'
import type { viewUserPage } from '@/lib/users/queries'
import { deleteUserAction, reactivateUserAction } from './actions'

type Person = OutputOf<typeof viewUserPage>['user']

interface AccountCardProps {
  actor: PermissionHolder & { userId: string }
  company: string
  user: Person
  groups: { name: string }[]
  /** There is one of a deactivation. */
  hasReceipt: boolean
  /** What stands in the way of taking from them, and of giving back; the page says why. */
  hindrances: { take?: string; give?: string }
}

/** Ends an account, gives it back, or deletes it: what the person's status and the reader's permissions allow. */
export function AccountCard({ actor, company, user, groups, hasReceipt, hindrances }: AccountCardProps) {
  const may = {
    edit: mayRun(actor, updateUser),
    deactivate: mayRun(actor, deactivateUser),
    reactivate: mayRun(actor, reactivateUser),
    delete: mayRun(actor, deleteUser),
  }
  if (!Object.values(may).some(Boolean)) return null
  if (user.id === actor.userId) {
    return (
      <Note acts={may.edit && <Edit user={user} company={company} />}>
        This is you. Another administrator can deactivate or delete your account; your name, password and sessions are
        in <TextLink href={paths.profile(company)}>your profile</TextLink>.
      </Note>
    )
  }
  // The card of the invitation has all that can be done before it is accepted.
  if (user.status === 'invited') return null
  const [mayTake, mayGive] = [!hindrances.take, !hindrances.give]
  if (user.status === 'active')
    return mayTake && (may.edit || may.deactivate) ? <Active user={user} company={company} may={may} /> : null
  const [reactivates, deletes] = [may.reactivate && mayGive, may.delete && mayTake]
  if (!hasReceipt && !reactivates && !deletes) return null
  return (
    <Card>
      <CardHeader title="Account" />
      <div className="flex flex-col items-start gap-4">
        {hasReceipt && <TextLink href={paths.receipt(company, user.id)}>Offboarding receipt</TextLink>}
        {reactivates && <Reactivate user={user} groups={groups.map(group => group.name)} />}
        {deletes && <Delete user={user} company={company} />}
      </div>
    </Card>
  )
}

function Note({ children, acts }: { children: ReactNode; acts?: ReactNode }) {
  return (
    <Card>
      <CardHeader title="Account" />
      <p className="text-muted">{children}</p>
      {acts && <div className="mt-3 flex flex-wrap gap-2">{acts}</div>}
    </Card>
  )
}

function Edit({ user, company }: { user: Person; company: string }) {
  return (
    <ButtonLink size="sm" icon={pencil} href={paths.editUser(company, user.id)}>
      Edit
    </ButtonLink>
  )
}

interface ActiveProps {
  user: Person
  company: string
  may: { edit: boolean; deactivate: boolean }
}

function Active({ user, company, may }: ActiveProps) {
  return (
    <Note
      acts={
        <>
          {may.edit && <Edit user={user} company={company} />}
          {may.deactivate && (
            <ButtonLink size="sm" variant="danger" href={paths.deactivateUser(company, user.id)}>
              Deactivate
            </ButtonLink>
          )}
        </>
      }
    >
      {may.deactivate
        ? `Deactivating ends the access of ${user.name} at once. It can be given back later.`
        : 'You can change the name and title that everybody sees.'}
    </Note>
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
        action={reactivateUserAction}
        input={{ userId: user.id }}
        successMessage={`${user.name} is active again.`}
      >
        <p>{user.name} can sign in again, with the same password as before.</p>
        <p>
          {groups.length
            ? 'These groups come back, with everything they grant: '
            : 'There are no groups to come back, so nothing is allowed until you choose some.'}
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
        action={deleteUserAction}
        input={{ userId: user.id, confirmation: user.email }}
        successMessage={`${user.name} was deleted.`}
        redirectTo={paths.users(company)}
      >
        <p>The account, its groups, sessions, invitations and mail are removed and cannot be brought back.</p>
        <p>The audit log keeps what happened, without name and address.</p>
      </ConfirmAction>
    </div>
  )
}
