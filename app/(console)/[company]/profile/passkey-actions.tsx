'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { AddPasskey, type RegisterAction } from '@/components/passkeys/add-passkey'
import type { CreationOptions } from '@/components/passkeys/ceremony'
import { SAVED } from '@/components/second-factor/recovery-codes'
import { Button } from '@/components/ui/button'
import { Dialog, DialogButton } from '@/components/ui/dialog'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action, NoInput } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { plus } from '@/components/ui/icons'
import { useHydrated } from '@/components/ui/use-hydrated'
import { passkeyNameForm, type renamePasskeyInput } from '@/lib/passkeys/input'

const field = fieldsOf(passkeyNameForm)

interface AddPasskeyButtonProps {
  account: string
  beginAction: Action<CreationOptions, NoInput>
  registerAction: RegisterAction
}

export function AddPasskeyButton(props: AddPasskeyButtonProps) {
  const hydrated = useHydrated()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button size="sm" icon={plus} disabled={!hydrated} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Add a passkey
      </Button>
      {open && (
        <Dialog title="Add a passkey" onClose={close}>
          <AddPasskey {...props}>
            {withCodes => (
              <Button variant="primary" onClick={close}>
                {withCodes ? SAVED : 'Done'}
              </Button>
            )}
          </AddPasskey>
        </Dialog>
      )}
    </>
  )
}

export function RenamePasskey({
  passkeyId,
  name,
  version,
  action,
}: {
  passkeyId: string
  name: string
  version: number
  action: Action<unknown, z.input<typeof renamePasskeyInput>>
}) {
  return (
    <DialogButton
      label={
        <>
          Rename<span className="sr-only"> {name}</span>
        </>
      }
      title={`Rename ${name}`}
      size="sm"
    >
      <Form
        schema={passkeyNameForm}
        action={action}
        hidden={{ passkeyId }}
        defaultValues={{ name }}
        version={version}
        submitLabel="Save name"
        successMessage="The name was saved."
      >
        <TextField name={field('name')} label="Name" autoComplete="off" />
      </Form>
    </DialogButton>
  )
}
