'use client'

import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { Code } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { CodeField } from '@/components/ui/form/code-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import type { OutputOf } from '@/lib/operation/define'
import type { beginSecondFactor, confirmSecondFactor } from '@/lib/second-factor/commands'
import { confirmForm, type confirmInput } from '@/lib/second-factor/input'
import { RecoveryCodes } from './recovery-codes'

const field = fieldsOf(confirmForm)

/** A key that was just made, and nowhere else to be seen. */
export type BegunKey = OutputOf<typeof beginSecondFactor>

export type ConfirmedKey = Pick<OutputOf<typeof confirmSecondFactor>, 'recoveryCodes'>

export type ConfirmKeyAction = Action<ConfirmedKey, z.input<typeof confirmInput>>

interface SetUpProps {
  begun: BegunKey
  confirmAction: ConfirmKeyAction
  account: string
  /** The way on, where there are recovery codes above it or not. */
  children: (withCodes: boolean) => ReactNode
}

/** From the key to the recovery codes. It stays where it is while the page around it learns of the new factor. */
export function SetUp({ begun, confirmAction, account, children }: SetUpProps) {
  const [confirmed, setConfirmed] = useState<ConfirmedKey>()
  if (confirmed) {
    return (
      <div className="flex flex-col gap-5">
        <p role="status">Your authenticator app is set up.</p>
        {confirmed.recoveryCodes.length > 0 ? (
          <RecoveryCodes codes={confirmed.recoveryCodes} account={account} />
        ) : (
          <p className="text-muted">Your recovery codes have not changed.</p>
        )}
        <div>{children(confirmed.recoveryCodes.length > 0)}</div>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">
        Scan this QR code with an authenticator app on your phone, then enter the code it shows.
      </p>
      <Drawing {...begun.qr} />
      <div className="text-[0.8125rem]">
        <p className="text-muted">
          Cannot scan it? Enter this key in the app, or{' '}
          <a href={begun.uri} className="rounded-sm font-medium text-accent underline underline-offset-3">
            open the app on this device
          </a>
          .
        </p>
        <p className="mt-1.5 flex items-center gap-1">
          <Code>{begun.key}</Code>
          <CopyButton text={begun.key} label="Copy key" />
        </p>
      </div>
      <Form
        schema={confirmForm}
        action={confirmAction}
        hidden={{ sealedKey: begun.sealedKey }}
        submitLabel="Confirm"
        keepOpen
        onSuccess={setConfirmed}
      >
        <CodeField name={field('code')} label="Code" hint="The six digits the app shows now." />
      </Form>
    </div>
  )
}

/** Black on white in every theme: readers expect it so. */
function Drawing({ size, path }: BegunKey['qr']) {
  // Four modules of quiet around it [ISO/IEC 18004].
  const box = `-4 -4 ${size + 8} ${size + 8}`
  return (
    <svg
      viewBox={box}
      role="img"
      aria-label="QR code for an authenticator app"
      shapeRendering="crispEdges"
      className="mx-auto size-52 rounded-lg border border-line"
    >
      <rect x="-4" y="-4" width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
