'use client'

import { useState } from 'react'
import type { RequestOptions } from '@/components/passkeys/ceremony'
import { PasskeyButton, type PasskeyAction } from '@/components/passkeys/passkey-button'
import { usePasskeyAutofill } from '@/components/passkeys/use-passkey-autofill'
import { Button } from '@/components/ui/button'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import type { Action, NoInput } from '@/components/ui/form/run-action'
import { mail } from '@/components/ui/icons'
import { useHydrated } from '@/components/ui/use-hydrated'
import { CodeForms, type EnterCodeAction, type RequestCodeAction } from './code-forms'
import { SignInForm, type SignInAction } from './sign-in-form'

interface WaysProps {
  methods: { password: boolean; emailCode: boolean; passkey: boolean }
  /** Why there can be no passkeys here. */
  passkeyObstacle?: string
  /** Whether one was used in this browser before, which may then offer it by itself: each question is one that counts. */
  passkeyUsed: boolean
  /** The page that was asked for before signing in. */
  callbackUrl?: string
  signInAction: SignInAction
  requestSignInCodeAction: RequestCodeAction
  codeAction: EnterCodeAction
  beginPasskeyAction: Action<RequestOptions, NoInput>
  passkeyAction: PasskeyAction<{ to: string }>
}

/** The company's ways to sign in: one form at a time, and the others below it. */
export function SignInMethods({ methods, passkeyObstacle, passkeyUsed, callbackUrl, ...actions }: WaysProps) {
  const hydrated = useHydrated()
  const [byCode, setByCode] = useState(!methods.password)
  const hasForm = methods.password || methods.emailCode
  const passkey = methods.passkey && !passkeyObstacle
  const autofill = usePasskeyAutofill({
    offered: passkey && passkeyUsed && hasForm,
    beginAction: actions.beginPasskeyAction,
    finishAction: actions.passkeyAction,
    callbackUrl,
  })
  const emailAutoComplete = passkey ? 'username webauthn' : 'username'
  const other = methods.password && methods.emailCode
  return (
    <div className="flex flex-col gap-5">
      {autofill.problem && <ProblemAlert problem={autofill.problem} />}
      {byCode && methods.emailCode && (
        <CodeForms
          emailAutoComplete={emailAutoComplete}
          callbackUrl={callbackUrl}
          requestAction={actions.requestSignInCodeAction}
          codeAction={actions.codeAction}
        />
      )}
      {!byCode && (
        <SignInForm action={actions.signInAction} callbackUrl={callbackUrl} emailAutoComplete={emailAutoComplete} />
      )}
      {hasForm && (other || passkey) && <Or />}
      {(other || passkey) && (
        <div className="flex flex-col gap-3">
          {passkey && (
            <PasskeyButton
              variant={hasForm ? undefined : 'primary'}
              beginAction={actions.beginPasskeyAction}
              finishAction={actions.passkeyAction}
              callbackUrl={callbackUrl}
              redirectTo={({ to }) => to}
              onProblem={autofill.restart}
            >
              Use a passkey
            </PasskeyButton>
          )}
          {other && (
            <Button
              icon={byCode ? undefined : mail}
              disabled={!hydrated}
              className="w-full"
              onClick={() => setByCode(!byCode)}
            >
              {byCode ? 'Use your password' : 'Email me a code'}
            </Button>
          )}
        </div>
      )}
      {methods.passkey && passkeyObstacle && (
        <p className="text-center text-[0.8125rem] text-muted wrap-anywhere">{passkeyObstacle}</p>
      )}
    </div>
  )
}

const Or = () => (
  <div className="flex items-center gap-3 text-[0.8125rem] text-muted">
    <span className="h-px flex-1 bg-line" />
    or
    <span className="h-px flex-1 bg-line" />
  </div>
)
