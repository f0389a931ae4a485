'use client'

import type { ReactNode } from 'react'
import { z } from 'zod'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'

/** No field: it is sent along. */
const linkForm = z.object({ token: z.string() })

interface LinkFormProps {
  action: Action<{ to: string }, { token: string }>
  token: string
  submitLabel: string
  submitVariant?: 'primary' | 'danger'
  children?: ReactNode
}

/** What a mailed link does, once somebody says so: opening the page does nothing yet. */
export function LinkForm({ action, token, children, ...look }: LinkFormProps) {
  return (
    <Form schema={linkForm} action={action} hidden={{ token }} wideSubmit redirectTo={({ to }) => to} {...look}>
      {children}
    </Form>
  )
}
