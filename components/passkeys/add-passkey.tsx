'use client'

import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { RecoveryCodes } from '@/components/second-factor/recovery-codes'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action, NoInput } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import type { OutputOf } from '@/lib/operation/define'
import type { registerPasskey } from '@/lib/passkeys/commands'
import { passkeyNameForm, type registerPasskeyInput } from '@/lib/passkeys/input'
import { createPasskey, type CreationOptions } from './ceremony'

const field = fieldsOf(passkeyNameForm)

type AddedPasskey = Pick<OutputOf<typeof registerPasskey>, 'recoveryCodes'>

export type RegisterAction = Action<AddedPasskey, z.input<typeof registerPasskeyInput>>

interface AddPasskeyProps {
  beginAction: Action<CreationOptions, NoInput>
  registerAction: RegisterAction
  /** Whose it becomes, for the recovery codes. */
  account: string
  /** When it is there: the way on, where there are recovery codes above it or not. */
  children: (withCodes: boolean) => ReactNode
}

/** From the name to the passkey and, with the first factor, the recovery codes. */
export function AddPasskey({ beginAction, registerAction, account, children }: AddPasskeyProps) {
  const [added, setAdded] = useState<AddedPasskey>()

  const add: Action<AddedPasskey, z.input<typeof passkeyNameForm>> = async (company, input, reader) => {
    const begun = await beginAction(company, {}, reader)
    if (!begun.ok) return begun
    const made = await createPasskey(begun.data)
    return made.ok ? registerAction(company, { ...input, response: made.data }, reader) : made
  }

  if (added) {
    return (
      <div className="flex flex-col gap-5">
        <p role="status">The passkey is set up.</p>
        {added.recoveryCodes.length > 0 && <RecoveryCodes codes={added.recoveryCodes} account={account} />}
        <div>{children(added.recoveryCodes.length > 0)}</div>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">
        Your browser will ask for your fingerprint, face, PIN or security key. This data never leaves your device.
      </p>
      <Form schema={passkeyNameForm} action={add} submitLabel="Add passkey" keepOpen onSuccess={setAdded}>
        <TextField
          name={field('name')}
          label="Name"
          hint="Helps you recognize it, such as Work laptop or Blue key."
          autoComplete="off"
        />
      </Form>
    </div>
  )
}
