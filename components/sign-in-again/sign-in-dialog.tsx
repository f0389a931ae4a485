'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { FirstFactor } from './first-factor'
import { SecondFactor } from './second-factor'
import type { SignedIn } from './steps'

interface SignInDialogProps {
  company: string
  /** Of whom the page was drawn for. */
  email: string
  answer: (signedIn: boolean) => void
}

/** The company's ways to sign in, over the page that waits for it. */
export function SignInDialog({ company, email, answer }: SignInDialogProps) {
  const [step, setStep] = useState<'first' | 'second'>('first')
  const [over, setOver] = useState(false)
  const cancel = () => answer(false)

  /** The time between the two factors is over as well: it begins anew. */
  const startOver = () => {
    setOver(true)
    setStep('first')
  }

  return (
    <Dialog title="Sign in again" onClose={cancel}>
      {step === 'first' && (
        <FirstFactor
          company={company}
          email={email}
          over={over}
          onSuccess={({ pending }: SignedIn) => (pending ? setStep('second') : answer(true))}
          onCancel={cancel}
        />
      )}
      {step === 'second' && (
        <SecondFactor company={company} onOver={startOver} onSuccess={() => answer(true)} onCancel={cancel} />
      )}
    </Dialog>
  )
}
