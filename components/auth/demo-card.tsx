'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { z } from 'zod'
import { Avatar } from '@/components/ui/avatar'
import { ProblemAlert } from '@/components/ui/form/problem-alert'
import { runAction, type Action } from '@/components/ui/form/run-action'
import { Spinner } from '@/components/ui/spinner'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { DemoSignIn } from '@/lib/kernel/demo'
import type { ErrorBody } from '@/lib/kernel/errors'
import type { signInForm } from '@/lib/sign-in/input'

interface DemoCardProps {
  demo: DemoSignIn
  /** The one that the form calls: they sign in by their password like everybody else. */
  action: Action<{ to: string }, z.input<typeof signInForm> & { callbackUrl?: string }>
  callbackUrl?: string
}

/** The people of the demo, each a click away. */
export function DemoCard({ demo, action, callbackUrl }: DemoCardProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [chosen, setChosen] = useState<string>()
  const [problem, setProblem] = useState<ErrorBody>()
  const [pending, startTransition] = useTransition()

  const signInAs = (email: string) => {
    if (pending) return
    setChosen(email)
    setProblem(undefined)
    startTransition(async () => {
      const result = await runAction(action, demo.company, { email, password: demo.password, callbackUrl })
      if (result.ok) router.push(result.data.to)
      else setProblem(result.error)
    })
  }

  return (
    <section aria-labelledby="demo-title" className="rounded-2xl border border-line bg-surface p-4 text-start text-ink">
      <h2 id="demo-title" className="px-2 font-semibold">
        Try the demo
      </h2>
      <p className="px-2 text-[0.8125rem] text-muted">
        Choose who to be at {demo.companyName}. Everybody&apos;s password is{' '}
        <code className="font-mono wrap-anywhere">{demo.password}</code>
      </p>
      {problem && (
        <div className="mt-2">
          <ProblemAlert problem={problem} />
        </div>
      )}
      <ul className="mt-2">
        {demo.people.map(({ email, name, title, access }) => (
          <li key={email}>
            <button
              type="button"
              disabled={!hydrated}
              aria-busy={(pending && chosen === email) || undefined}
              onClick={() => signInAs(email)}
              className="flex w-full items-center gap-3 rounded-lg px-2 py-2 text-start hover:bg-sunken disabled:opacity-60"
            >
              <Avatar name={name} />
              <span className="min-w-0 flex-1">
                <span className="block font-medium wrap-anywhere">{name}</span>
                <span className="block text-[0.8125rem] text-muted wrap-anywhere">
                  {title}, {access}
                </span>
              </span>
              {pending && chosen === email && <Spinner className="size-4" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
