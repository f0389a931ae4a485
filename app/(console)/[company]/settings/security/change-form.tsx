'use client'

import { useRef, useState, type ReactNode } from 'react'
import type { DefaultValues } from 'react-hook-form'
import type { z } from 'zod'
import { Dialog } from '@/components/ui/dialog'
import { CheckboxField } from '@/components/ui/form/checkbox-field'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { Icon } from '@/components/ui/icon'
import { info, triangleAlert } from '@/components/ui/icons'
import { toast } from '@/components/ui/toast'
import { meanwhileOf, type ErrorBody } from '@/lib/kernel/errors'
import { TRIAL_MINUTES } from '@/lib/kernel/security-settings'
import type { OutputOf } from '@/lib/operation/define'
import type { proposedSecurity } from '@/lib/security/input'
import type { previewSecurity } from '@/lib/security/queries'
import { trialChoice } from '@/lib/security/sections'
import { changeSecurityAction, previewSecurityAction } from './actions'

const field = fieldsOf(trialChoice)

type Preview = OutputOf<typeof previewSecurity>
type Part = z.input<typeof proposedSecurity>

interface ChangeFormProps {
  /** Of any part of the settings. */
  schema: z.ZodType<unknown, Part>
  defaultValues: DefaultValues<Part>
  version: number
  children: ReactNode
}

/** One part of the settings: what a change means for people is shown before it is saved. */
export function ChangeForm({ schema, defaultValues, version, children }: ChangeFormProps) {
  const around = useRef<HTMLDivElement>(null)
  const [savedAs, setSavedAs] = useState<number>()
  const [preview, setPreview] = useState<Preview | null>(null)
  const show = (found: Preview) =>
    Object.keys(found.changes).length ? setPreview(found) : toast('You have not made any changes.')
  /** Somebody saved another change while this one was looked at: the form with the fields tells it, when it asks again. */
  const lookAgain = (problem: ErrorBody) => {
    if (!meanwhileOf(problem)) return
    setPreview(null)
    around.current?.querySelector('form')?.requestSubmit()
  }
  return (
    <div ref={around}>
      <Form
        schema={schema}
        action={previewSecurityAction}
        defaultValues={defaultValues}
        version={version}
        savedAs={savedAs}
        submitLabel="Review and save"
        onSuccess={show}
        stay
      >
        {children}
      </Form>
      {preview && (
        <Review preview={preview} onSaved={setSavedAs} onProblem={lookAgain} onClose={() => setPreview(null)} />
      )}
    </div>
  )
}

function Review({
  preview: { proposed, changes, risky, consequences, version },
  onSaved,
  onProblem,
  onClose,
}: {
  preview: Preview
  onSaved: (version: number) => void
  onProblem: (problem: ErrorBody) => void
  onClose: () => void
}) {
  return (
    <Dialog title="Save this change?" onClose={onClose}>
      <div className="flex flex-col gap-4">
        <dl className="flex flex-col gap-2">
          {Object.entries(changes).map(([part, { from, to }]) => (
            <div key={part}>
              <dt className="font-medium first-letter:uppercase">{part}</dt>
              <dd className="wrap-anywhere">
                <span className="block text-muted">Before: {from}</span>
                <span className="block">After: {to}</span>
              </dd>
            </div>
          ))}
        </dl>
        {consequences.length > 0 && (
          <ul aria-label="What will happen" className="flex flex-col gap-2 rounded-lg bg-sunken px-3.5 py-3">
            {consequences.map(({ tone, sentence, names, more }) => (
              <li key={sentence} className="flex gap-2.5">
                <Icon of={tone === 'warn' ? triangleAlert : info} className="mt-0.5 size-4" />
                <span className="min-w-0 wrap-anywhere">
                  {sentence}
                  {names.length > 0 && (
                    <span className="block text-[0.8125rem] text-muted">
                      {names.join(', ')}
                      {more > 0 && ` and ${more} more`}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        <Form
          schema={trialChoice}
          action={changeSecurityAction}
          defaultValues={{ trial: true }}
          version={version}
          onSuccess={saved => onSaved(saved.version)}
          onProblem={onProblem}
          hidden={risky ? { ...proposed } : { ...proposed, trial: false }}
          submitLabel="Save"
          successMessage="The security settings were saved."
        >
          {risky && (
            <CheckboxField
              name={field('trial')}
              label={`Try the change for ${TRIAL_MINUTES} minutes first`}
              hint="The change takes effect immediately and is undone automatically unless an administrator signs in again and keeps it. Recommended, because a mistake cannot lock everybody out for good."
            />
          )}
        </Form>
      </div>
    </Dialog>
  )
}
