'use client'

import { useState } from 'react'
import { AddPasskey } from '@/components/passkeys/add-passkey'
import type { CreationOptions } from '@/components/passkeys/ceremony'
import { Button } from '@/components/ui/button'
import { Dialog, DialogButton } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { plus } from '@/components/ui/icons'
import { useHydrated } from '@/components/ui/use-hydrated'
import { passkeyNameForm } from '@/lib/passkeys/input'

interface AddPasskeyButtonProps {
  account: string
  beginAction: Action<CreationOptions>
  registerAction: Action<{ recoveryCodes: string[] }>
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
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          </AddPasskey>
        </Dialog>
      )}
    </>
  )
}

export function RenamePasskey({ passkeyId, name, action }: { passkeyId: string; name: string; action: Action }) {
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
        submitLabel="Save name"
        successMessage="The name was saved."
      >
        <TextField name="name" label="Name" autoComplete="off" />
      </Form>
    </DialogButton>
  )
}
