import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUserPage } from '@/lib/users/queries'

interface SecondFactorCardProps {
  secondFactor: OutputOf<typeof viewUserPage>['secondFactor']
  /** Whether it is required of them. */
  children: ReactNode
}

export function UserSecondFactorCard({
  secondFactor: { appSince, passkeys, codesLeft },
  children,
}: SecondFactorCardProps) {
  const on = appSince !== null || passkeys > 0
  return (
    <Card>
      <CardHeader
        title="Two-factor authentication"
        actions={<Badge tone={on ? 'good' : 'neutral'}>{on ? 'On' : 'Off'}</Badge>}
      />
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
        <p className="text-muted">Not set up. The password alone is enough to sign in.</p>
      )}
      {children}
    </Card>
  )
}
