'use client'

import { useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { askApi } from '@/components/ui/ask-api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FirstFactor } from './first-factor'
import { SecondFactor } from './second-factor'
import type { PageReader } from './sign-in-again'
import type { SignedIn } from './steps'

interface SignInDialogProps {
  company: string
  /** Whom the page was drawn for. */
  reader: PageReader
  answer: (signedIn: boolean) => void
}

/** Whether this browser is signed in to the company as this person now; not, where that cannot be told. */
async function isSignedInAs({ id }: PageReader): Promise<boolean> {
  try {
    const answer = await askApi('/api/v1/me')
    const { data } = (await answer.json()) as { data?: { user: { id: string } } }
    return data?.user.id === id
  } catch {
    return false
  }
}

/** The company's ways to sign in, over the page that waits for it. */
export function SignInDialog({ company, reader, answer }: SignInDialogProps) {
  const [step, setStep] = useState<'first' | 'second' | 'other'>('first')
  const [over, setOver] = useState(false)
  const cancel = () => answer(false)

  // What was entered is sent as who entered it, and as nobody else.
  const onPasskey = async () => {
    if (await isSignedInAs(reader)) return answer(true)
    setStep('other')
  }
  /** The time between the two factors is over as well: it begins anew. */
  const startOver = () => {
    setOver(true)
    setStep('first')
  }

  return (
    <Dialog title={step === 'other' ? 'You may have signed in as someone else' : 'Sign in again'} onClose={cancel}>
      {step === 'first' && (
        <FirstFactor
          company={company}
          email={reader.email}
          over={over}
          onSuccess={({ pending }: SignedIn) => (pending ? setStep('second') : answer(true))}
          onPasskey={() => void onPasskey()}
          onCancel={cancel}
        />
      )}
      {step === 'second' && (
        <SecondFactor company={company} onOver={startOver} onSuccess={() => answer(true)} onCancel={cancel} />
      )}
      {step === 'other' && <OtherPerson email={reader.email} onCancel={cancel} />}
    </Dialog>
  )
}

function OtherPerson({ email, onCancel }: { email: string; onCancel: () => void }) {
  useEffect(() => {
    document.querySelector<HTMLElement>('dialog[open] [data-keep]')?.focus()
  }, [])
  return (
    <div className="flex flex-col gap-4">
      <Alert tone="warn" title={`This page was opened by ${email}, so nothing was saved.`}>
        <p>
          Reload the page to continue with the account you are signed in to now. What you entered here will be lost.
        </p>
      </Alert>
      <div className="flex flex-wrap justify-end gap-2">
        <Button data-keep onClick={onCancel}>
          Stay on this page
        </Button>
        <Button variant="primary" onClick={() => location.reload()}>
          Reload the page
        </Button>
      </div>
    </div>
  )
}
