import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'
import { resetSecondFactorAction } from './actions'

interface SecondFactorCardProps {
  user: { id: string; name: string }
  secondFactor: OutputOf<typeof viewUserPage>['secondFactor']
  /** How many are live. */
  sessions: number
  mayReset: boolean
  /** Whether it is required of them. */
  children: ReactNode
}

export function UserSecondFactorCard({
  user,
  secondFactor: { appSince, passkeys, codesLeft },
  sessions,
  mayReset,
  children,
}: SecondFactorCardProps) {
  const on = appSince !== null || passkeys > 0
  return (
    <Card>
      <CardHeader title="Second factor" actions={<Badge tone={on ? 'good' : 'neutral'}>{on ? 'On' : 'Off'}</Badge>} />
      {on ? (
        <ul className="text-muted">
          {appSince && (
            <li>
              Authenticator app since <Time at={appSince} show="date" />
            </li>
          )}
          {passkeys > 0 && <li>{passkeys === 1 ? '1 passkey' : `${passkeys} passkeys`}</li>}
          <li>{codesLeft === 1 ? '1 recovery code left' : `${codesLeft} recovery codes left`}</li>
        </ul>
      ) : (
        <p className="text-muted">None: the password alone signs in.</p>
      )}
      {on && mayReset && (
        <div className="mt-3">
          <ConfirmAction
            label="Reset"
            size="sm"
            variant="danger"
            title={`Reset the second factor of ${user.name}?`}
            confirmLabel="Reset the second factor"
            action={resetSecondFactorAction}
            input={{ userId: user.id }}
            successMessage={`The second factor of ${user.name} was reset.`}
          >
            <p>
              For somebody who lost their phone and their recovery codes. Make sure that it is {user.name} who asks.
            </p>
            <p>
              App, passkeys, recovery codes and trusted devices are removed, {user.name} is signed out everywhere (
              {sessions === 1 ? '1 session' : `${sessions} sessions`}) and is told by mail. The password alone signs in
              until a new second factor is set up.
            </p>
          </ConfirmAction>
        </div>
      )}
      {children}
    </Card>
  )
}
