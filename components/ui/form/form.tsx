'use client'

import './no-eval'
import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useContext, useEffect, useId, useRef, useState, useTransition, type FormEvent, type ReactNode } from 'react'
import { useForm, type DefaultValues, type FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import { Button, ButtonLink } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { InDialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { ErrorBody } from '@/lib/kernel/errors'
import type { FormSchema } from './fields-of'
import { FormContext } from './form-context'
import { MeanwhilePanel } from './meanwhile-panel'
import { isOnPage } from './page-fields'
import { ProblemAlert } from './problem-alert'
import { pageReader, runAction, useCompany, type Action } from './run-action'
import { useChanged } from './use-changed'
import { useVersion } from './use-version'
import type { ValueName } from './value-names'

/** What is sent must be what the action takes: all that it needs, and no field that it does not know. */
type Fits<Sent, Input> = [Sent] extends [Input]
  ? [Exclude<keyof Sent, keyof Input>] extends [never]
    ? unknown
    : { action: ['the action takes no field', Exclude<keyof Sent, keyof Input>] }
  : { action: ['the action needs', Input] }

/** Ids that a schema needs. */
type Ids<Fields> = {
  [K in keyof Fields]-?: K extends `${string}Id` ? (Record<never, never> extends Pick<Fields, K> ? never : K) : never
}[keyof Fields]

/** Nobody fills in an id: where the schema needs one, it is sent along. */
type Identifies<Fields, Hidden> = [Exclude<Ids<Fields>, keyof Hidden>] extends [never]
  ? unknown
  : { hidden: ['the schema needs', Exclude<Ids<Fields>, keyof Hidden>] }

/** What counts its versions is saved with the version that the fields were filled in from. */
type Versioned<Input> = 'version' extends keyof Input ? { version: number } : { version?: undefined }

interface FormProps<S extends FormSchema, Data, Input, Hidden> {
  /** The schema that the operation parses with, or of the part of it that people fill in. */
  schema: S
  action: Action<Data, Input>
  /** Where the fields begin: the DOM's defaultValue, so that typing before hydration survives. */
  defaultValues?: DefaultValues<z.input<S>>
  /** Sent along without a field: the id of what is edited. */
  hidden?: Hidden
  submitLabel: string
  submitVariant?: 'primary' | 'danger'
  wideSubmit?: boolean
  successMessage?: string
  redirectTo?: (data: Data) => string
  onSuccess?: (data: Data) => void
  onProblem?: (problem: ErrorBody) => void
  /** It goes on in the dialog around the form, which therefore stays open. */
  keepOpen?: boolean
  cancelHref?: string
  /** Success changed nothing that the page shows: it is not read again. */
  stay?: boolean
  /** With `stay`: the version that what was sent became later. */
  savedAs?: number
  /** What would be sent, in short: it stays in sight together with the buttons. */
  summary?: ReactNode
  children: ReactNode
}

/** The one form shell. Fields inside find it by context; see docs/style.md, conventions 6 to 8. */
export function Form<S extends FormSchema, Data, Input, Hidden extends object = Record<never, never>>({
  schema,
  action,
  defaultValues,
  hidden,
  children,
  ...props
}: FormProps<S, Data, Input, Hidden> &
  Fits<z.input<S> & Hidden, Input> &
  Identifies<z.input<S>, Hidden> &
  Versioned<Input>) {
  const id = useId()
  const company = useCompany()
  const router = useRouter()
  const hydrated = useHydrated()
  const inDialog = useContext(InDialog)
  const element = useRef<HTMLFormElement>(null)
  // Whose form it is: the page around it may be read anew after somebody else has signed in.
  const reader = useRef<string>(undefined)
  // The refusal stands on the page a moment before the transition ends: whoever is quick may send again at once.
  const refused = useRef(false)
  const [pending, startTransition] = useTransition()
  const [problem, setProblem] = useState<{ body: ErrorBody; also: string[] } | null>(null)
  const [attempts, setAttempts] = useState(0)

  const form = useForm<FieldValues>({
    resolver: zodResolver<FieldValues, unknown, unknown>(schema, undefined, { raw: true }),
    defaultValues: { ...hidden },
    shouldFocusError: false,
  })
  const { errors } = form.formState
  const { version, savedAs } = props
  const valueNames = useRef(new Map<string, ValueName>())
  const versions = useVersion({ form, element, valueNames, version, savedAs, defaults: defaultValues ?? {} })
  const [undecided, setUndecided] = useState(false)
  const { changed, keep } = useChanged(form, element)

  useEffect(() => {
    reader.current = pageReader()
  }, [])

  useEffect(() => {
    if (attempts) firstToFix(element.current)?.focus()
  }, [attempts])

  const closeDialog = () => element.current?.closest('dialog')?.close()

  const send = async (values: FieldValues) => {
    // React Hook Form hands on what is in the page: that it is the schema's input, the resolver has just shown, and that this
    // and `hidden` are what the action takes, `Fits`.
    const { result, isTold } = await versions.attempt(values, seen =>
      runAction(
        action,
        company,
        { ...values, ...hidden, ...(seen !== undefined && { version: seen }) } as Input,
        reader.current,
      ),
    )
    if (!result.ok) {
      refused.current = true
      props.onProblem?.(result.error)
      if (isTold) return
      const fields = Object.entries(result.error.fields ?? {})
      for (const [name, message] of fields) form.setError(name, { type: 'server', message })
      const also = fields.filter(([name]) => !isOnPage(element.current, name)).map(([, message]) => message)
      if (fields.length === 0 || also.length) setProblem({ body: result.error, also })
      return
    }
    forgetSecrets(element.current, name => form.setValue(name, ''))
    keep()
    if (props.successMessage) toast(props.successMessage)
    props.onSuccess?.(result.data)
    versions.forget()
    if (props.stay) return
    versions.saved(values, result.data)
    const target = props.redirectTo?.(result.data)
    // In the same transition, so that the button stays busy until the next page is there.
    startTransition(() => (target ? router.push(target) : router.refresh()))
    if (!target && !props.keepOpen) closeDialog()
  }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (pending && !refused.current) return
    refused.current = false
    setProblem(null)
    const open = versions.told?.fields.some(({ choosable, choice }) => choosable && !choice) ?? false
    setUndecided(open)
    if (open) {
      refused.current = true
      setAttempts(count => count + 1)
      return
    }
    startTransition(async () => {
      await form.handleSubmit(send)()
      // Counted last: by now the errors are on their way into the same render, to be found and focused.
      setAttempts(count => count + 1)
    })
  }

  return (
    <FormContext
      value={{
        id,
        form,
        errors,
        defaults: version === undefined ? (defaultValues ?? {}) : versions.base,
        valueNames,
      }}
    >
      <form ref={element} method="post" noValidate onSubmit={submit} className="flex flex-col gap-5">
        {problem && (
          <div tabIndex={-1} data-problem className="rounded-lg">
            <ProblemAlert problem={problem.body} also={problem.also} />
          </div>
        )}
        {versions.told && (
          <div tabIndex={-1} data-problem className="rounded-lg">
            <MeanwhilePanel told={versions.told} undecided={undecided} onChoose={versions.choose} />
          </div>
        )}
        {children}
        <div className={cx('form-acts', inDialog && 'in-dialog')}>
          {props.summary}
          {inDialog && <Button onClick={closeDialog}>Cancel</Button>}
          <Button
            type="submit"
            variant={
              props.submitVariant ?? (defaultValues && !changed && version !== undefined ? undefined : 'primary')
            }
            disabled={!hydrated}
            pending={pending}
            className={props.wideSubmit ? 'w-full' : ''}
          >
            {props.submitLabel}
          </Button>
          {props.cancelHref && (
            <ButtonLink variant="ghost" href={props.cancelHref} data-leaves>
              Cancel
            </ButtonLink>
          )}
        </div>
      </form>
    </FormContext>
  )
}

const firstToFix = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input:enabled') ??
  form?.querySelector<HTMLElement>('[data-problem]')

const forgetSecrets = (form: HTMLFormElement | null, forget: (name: string) => void) =>
  form?.querySelectorAll<HTMLElement>('[data-secret]').forEach(field => forget(field.dataset.secret!))
