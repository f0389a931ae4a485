'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { RecoveryCodes, SAVED } from '@/components/second-factor/recovery-codes'
import { SetUp, type BegunKey, type ConfirmedKey, type ConfirmKeyAction } from '@/components/second-factor/set-up'
import { useActionResult } from '@/components/second-factor/use-action-result'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ConfirmAction } from '@/components/ui/form/confirm-action'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import type { Action, NoInput } from '@/components/ui/form/run-action'
import { useHydrated } from '@/components/ui/use-hydrated'

interface SecondFactorActionsProps {
  account: string
  hasApp: boolean
  hasFactor: boolean
  required: boolean
  beginAction: Action<BegunKey, NoInput>
  confirmAction: ConfirmKeyAction
  regenerateAction: Action<ConfirmedKey, NoInput>
  removeAction: Action<unknown, NoInput>
}

/** Mounted whatever the person has: a dialog with recovery codes stays while the page behind it changes. */
export function SecondFactorActions({ account, hasApp, hasFactor, required, ...actions }: SecondFactorActionsProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      <SetUpButton
        hasApp={hasApp}
        account={account}
        beginAction={actions.beginAction}
        confirmAction={actions.confirmAction}
      />
      {hasFactor && <NewCodesButton account={account} action={actions.regenerateAction} />}
      {hasApp && !required && (
        <ConfirmAction
          label="Remove app"
          size="sm"
          variant="danger"
          action={actions.removeAction}
          title="Remove the authenticator app?"
          confirmLabel="Remove app"
          successMessage="The authenticator app was removed."
        >
          <p>
            You will no longer be asked for its codes. If you have no passkey, this turns off two-factor authentication
            and removes your recovery codes and trusted devices.
          </p>
        </ConfirmAction>
      )}
    </div>
  )
}

function SetUpButton({
  hasApp,
  account,
  beginAction,
  confirmAction,
}: Pick<SecondFactorActionsProps, 'hasApp' | 'account' | 'beginAction' | 'confirmAction'>) {
  const hydrated = useHydrated()
  const { answer, clear, problem, run, pending } = useActionResult(beginAction)
  return (
    <>
      <form action={run}>
        <Button
          type="submit"
          size="sm"
          variant={hasApp ? 'secondary' : 'primary'}
          disabled={!hydrated}
          pending={pending}
          aria-haspopup="dialog"
        >
          {hasApp ? 'Replace app' : 'Set up an authenticator app'}
        </Button>
        {problem && (
          <div className="mt-2">
            <ProblemAlert problem={problem} />
          </div>
        )}
      </form>
      {answer && (
        <Dialog title={hasApp ? 'Your authenticator app' : 'Set up an authenticator app'} onClose={clear}>
          <SetUp begun={answer} confirmAction={confirmAction} account={account}>
            {withCodes => (
              <Button variant="primary" onClick={clear}>
                {withCodes ? SAVED : 'Done'}
              </Button>
            )}
          </SetUp>
        </Dialog>
      )}
    </>
  )
}

function NewCodesButton({ account, action }: { account: string; action: Action<ConfirmedKey, NoInput> }) {
  const hydrated = useHydrated()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { answer, clear, problem, run, pending } = useActionResult(action)
  const close = () => {
    setOpen(false)
    clear()
    router.refresh()
  }
  return (
    <>
      <Button size="sm" disabled={!hydrated} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Generate new recovery codes
      </Button>
      {open && (
        <Dialog title="Generate new recovery codes" onClose={close}>
          {answer ? (
            <div className="flex flex-col gap-4">
              <RecoveryCodes codes={answer.recoveryCodes} account={account} />
              <div>
                <Button variant="primary" onClick={close}>
                  {SAVED}
                </Button>
              </div>
            </div>
          ) : (
            <form action={run} className="flex flex-col gap-4">
              <p className="text-muted">You get ten new codes. Your current codes stop working.</p>
              {problem && <ProblemAlert problem={problem} />}
              <div className="flex flex-wrap justify-end gap-2">
                <Button onClick={close} data-autofocus>
                  Cancel
                </Button>
                <Button type="submit" variant="primary" pending={pending}>
                  Generate codes
                </Button>
              </div>
            </form>
          )}
        </Dialog>
      )}
    </>
  )
}
