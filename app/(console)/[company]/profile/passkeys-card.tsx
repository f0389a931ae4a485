import {
  beginPasskeyRegistrationAction,
  registerPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
} from '@/app/passkey-actions'
import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { Icon } from '@/components/ui/icon'
import { keyRound } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import type { OutputOf } from '@/lib/operation/define'
import type { viewProfilePage } from '@/lib/profile/queries'
import { AddPasskeyButton, RenamePasskey } from './passkey-actions'

interface PasskeysCardProps {
  account: string
  passkeys: OutputOf<typeof viewProfilePage>['passkeys']
  /** The last one is the only second factor there is, and has to stay. */
  lastMustStay: boolean
  /** Why there can be no passkeys here. */
  obstacle?: string
}

export function PasskeysCard({ account, passkeys, lastMustStay, obstacle }: PasskeysCardProps) {
  return (
    <Card flush>
      <CardHeader
        flush
        title="Passkeys"
        description="Sign in with your fingerprint, face, PIN or security key. Passkeys also count as two-factor authentication."
        actions={
          !obstacle && (
            <AddPasskeyButton
              account={account}
              beginAction={beginPasskeyRegistrationAction}
              registerAction={registerPasskeyAction}
            />
          )
        }
      />
      {obstacle && (
        <div className="px-4 py-3 sm:px-5">
          <Alert tone="info">{obstacle}</Alert>
        </div>
      )}
      {passkeys.length === 0 && !obstacle && <p className="px-4 py-4 text-muted sm:px-5">None yet.</p>}
      {passkeys.length > 0 && (
        <ul className="divide-y divide-line">
          {passkeys.map(({ id, name, backedUp, createdAt, lastUsedAt, version }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <Icon of={keyRound} className="size-5 text-muted" />
              <div className="min-w-0 flex-1 basis-48">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium wrap-anywhere">
                  {name}
                  <Badge tone="neutral">{backedUp ? 'Synced' : 'On one device'}</Badge>
                </p>
                <p className="text-[0.8125rem] text-muted">
                  Added <Time at={createdAt} show="date" /> ·{' '}
                  {lastUsedAt ? (
                    <>
                      last used <Time at={lastUsedAt} />
                    </>
                  ) : (
                    'not used yet'
                  )}
                </p>
              </div>
              <div className="flex flex-wrap gap-2">
                <RenamePasskey passkeyId={id} name={name} version={version} action={renamePasskeyAction} />
                {!(lastMustStay && passkeys.length === 1) && (
                  <ConfirmAction
                    label={
                      <>
                        Remove<span className="sr-only"> {name}</span>
                      </>
                    }
                    size="sm"
                    variant="danger"
                    action={removePasskeyAction}
                    input={{ passkeyId: id }}
                    title={`Remove ${name}?`}
                    confirmLabel="Remove passkey"
                    successMessage="The passkey was removed."
                  >
                    <p>
                      You can no longer sign in with it. If you have no authenticator app and no other passkey, this
                      turns off two-factor authentication and removes your recovery codes and trusted devices.
                    </p>
                    <p>Your device may still offer it. Delete it there as well.</p>
                  </ConfirmAction>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
