import {
  beginSecondFactorAction,
  confirmSecondFactorAction,
  forgetDeviceAction,
  regenerateCodesAction,
  removeSecondFactorAction,
} from '@/app/second-factor-actions'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { ActionButton } from '@/components/ui/form/action-button'
import { Time } from '@/components/ui/time'
import { deviceName } from '@/lib/kernel/device-name'
import type { OutputOf } from '@/lib/operation/define'
import type { viewProfilePage } from '@/lib/profile/queries'
import { SecondFactorActions } from './second-factor-actions'

interface SecondFactorCardProps {
  /** For the recovery codes: whose they are. */
  account: string
  secondFactor: OutputOf<typeof viewProfilePage>['secondFactor']
  trustedDevices: OutputOf<typeof viewProfilePage>['trustedDevices']
}

export function SecondFactorCard({ account, secondFactor, trustedDevices }: SecondFactorCardProps) {
  const { appSince, appUsedAt, passkeys, codesLeft, deadline } = secondFactor
  const hasApp = appSince !== null
  const hasFactor = hasApp || passkeys > 0
  return (
    <Card>
      <CardHeader
        title="Two-factor authentication"
        description="Protects your account even if somebody learns your password."
        actions={<Badge tone={hasFactor ? 'good' : 'neutral'}>{hasFactor ? 'On' : 'Off'}</Badge>}
      />
      <div className="flex flex-col gap-4">
        {!hasFactor && deadline && (
          <Alert tone="warn" title="Your company requires two-factor authentication">
            Set it up before <Time at={deadline} show="datetime" />. After that, you cannot use Console without it.
          </Alert>
        )}
        {hasFactor && codesLeft <= 3 && (
          <Alert
            tone="warn"
            title={codesLeft === 0 ? 'You have no recovery codes left' : 'You are running out of recovery codes'}
          >
            Generate new ones so that you can still sign in if you lose your phone.
          </Alert>
        )}
        {hasFactor && (
          <DescriptionList
            items={[
              {
                term: 'Authenticator app',
                detail: hasApp ? (
                  <>
                    Since <Time at={appSince} show="date" />
                    {appUsedAt && (
                      <>
                        , last used <Time at={appUsedAt} />
                      </>
                    )}
                  </>
                ) : (
                  'None'
                ),
              },
              { term: 'Recovery codes', detail: `${codesLeft} left` },
            ]}
          />
        )}
        <SecondFactorActions
          account={account}
          hasApp={hasApp}
          hasFactor={hasFactor}
          required={deadline !== null}
          beginAction={beginSecondFactorAction}
          confirmAction={confirmSecondFactorAction}
          regenerateAction={regenerateCodesAction}
          removeAction={removeSecondFactorAction}
        />
        {trustedDevices.length > 0 && <TrustedDevices devices={trustedDevices} />}
      </div>
    </Card>
  )
}

function TrustedDevices({ devices }: { devices: SecondFactorCardProps['trustedDevices'] }) {
  return (
    <div>
      <h3 className="font-medium">Trusted devices</h3>
      <p className="text-muted">You are not asked for two-factor authentication on these devices.</p>
      <ul className="mt-1 divide-y divide-line">
        {devices.map(({ id, userAgent, ip, trustedUntil }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-0 flex-1 basis-40">
              <p className="wrap-anywhere">{deviceName(userAgent)}</p>
              <p className="text-[0.8125rem] text-muted wrap-anywhere">
                {ip ?? 'Unknown address'}
                {trustedUntil && (
                  <>
                    {' '}
                    · until <Time at={trustedUntil} show="date" />
                  </>
                )}
              </p>
            </div>
            <ActionButton
              action={forgetDeviceAction}
              input={{ deviceId: id }}
              size="sm"
              label={`Forget ${deviceName(userAgent)}`}
              successMessage="The device is no longer trusted."
            >
              Forget
            </ActionButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
