'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useTransition, type ReactNode } from 'react'
import { Button, type ButtonSize, type ButtonVariant } from '@/components/ui/button'
import type { IconName } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { useFocusAfter } from '@/components/ui/use-focus-after'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { ErrorBody } from '@/lib/kernel/errors'
import { runAction, useCompany, type Action } from './run-action'

/** The same where it was checked already. */
export interface MutationProps<Input> {
  action: Action<unknown, Input>
  input?: Input
  successMessage?: string
  /** An address; without one the page is read again. */
  redirectTo?: string
}

/** An action and what it is sent; nothing where it takes nothing. */
export type Mutation<Input> = Omit<MutationProps<Input>, 'input'> &
  (Record<never, never> extends Input ? { input?: NoInfer<Input> } : { input: NoInfer<Input> })

interface MutationEvents {
  onSuccess?: () => void
  onProblem?: (problem: ErrorBody) => void
}

/** Does a mutation that has no fields. Remembers the last problem; a success is a toast. */
export const useMutation = <Input,>(
  { action, input, successMessage, redirectTo }: MutationProps<Input>,
  on: MutationEvents,
) => {
  const company = useCompany()
  const router = useRouter()
  const [leaving, startLeaving] = useTransition()
  const [problem, run, running] = useActionState(async (): Promise<ErrorBody | null> => {
    // Left out only where the action takes nothing, which the compiler cannot see from in here: see Mutation.
    const result = await runAction(action, company, input ?? ({} as Input))
    if (!result.ok) {
      on.onProblem?.(result.error)
      return result.error
    }
    if (successMessage) toast(successMessage)
    on.onSuccess?.()
    startLeaving(() => (redirectTo ? router.push(redirectTo) : router.refresh()))
    return null
  }, null)
  return { problem, run, pending: running || leaving }
}

export interface ButtonLook {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconName
  /** For a button whose words alone do not say what it concerns: "Remove Bob". */
  label?: string
  children: ReactNode
}

export function ActionButton<Input>({
  variant,
  size,
  icon,
  label,
  children,
  ...mutation
}: ButtonLook & Mutation<Input>) {
  const hydrated = useHydrated()
  const button = useFocusAfter()
  const { problem, run, pending } = useMutation(mutation, { onProblem: ({ message }) => toast(message, 'bad') })
  return (
    <form action={run} onSubmit={event => pending && event.preventDefault()}>
      <Button
        ref={button}
        type="submit"
        variant={variant}
        size={size}
        icon={icon}
        aria-label={label}
        disabled={!hydrated}
        pending={pending}
      >
        {children}
      </Button>
      {problem && !pending && (
        <p role="alert" className="mt-1.5 max-w-prose text-[0.8125rem] text-danger wrap-anywhere">
          {problem.message}
        </p>
      )}
    </form>
  )
}
