'use client'

import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { z } from 'zod'
import { CheckboxSet } from '@/components/ui/form/checkbox-set'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { chosenPermissions } from '@/lib/groups/input'
import { meanwhileOf, type ErrorBody } from '@/lib/kernel/errors'
import { paths } from '@/lib/kernel/paths'
import { changeGroupPermissionsAction } from '../../actions'
import { ReviewChanges } from './review-changes'

interface PermissionsFormProps {
  groupId: string
  /** Ids of what the group grants now. */
  granted: string[]
  version: number
  permissions: { id: string; key: string; open: boolean }[]
  members: { text: string; one: boolean }
  /** The matrix, made on the server. */
  children: ReactNode
}

/** What a ticked wildcard includes: the same boxes that look locked (app/components.css). */
const INCLUDED =
  '.matrix tr:has([data-covers=row]:checked) input:not([data-covers]), .matrix:has([data-covers=all]:checked) input:not([data-covers=all])'

const keepLocked = (event: KeyboardEvent) => {
  const { target, key } = event
  if (key === ' ' && target instanceof HTMLInputElement && !target.checked && target.matches(INCLUDED))
    event.preventDefault()
}

type Sent = z.input<ReturnType<typeof chosenPermissions>> & { version?: number }

/** Sends only the differences from what the group grants, as far as this page has been told. */
export function PermissionsForm({
  groupId,
  granted: opened,
  version,
  permissions,
  members,
  children,
}: PermissionsFormProps) {
  const company = useCompany()
  const [granted, setGranted] = useState(opened)
  const schema = chosenPermissions(granted)
  const send: Action<unknown, Sent> = (slug, { permissions: chosen, version: seen }, reader) =>
    changeGroupPermissionsAction(
      slug,
      {
        groupId,
        version: seen,
        grant: chosen.filter(id => !granted.includes(id)),
        revoke: granted.filter(id => !chosen.includes(id)),
      },
      reader,
    )
  const learn = (problem: ErrorBody) => {
    const theirs = meanwhileOf(problem)?.fields.find(({ field }) => field === 'permissions')?.theirs
    if (Array.isArray(theirs)) setGranted(theirs.map(String))
  }
  return (
    <Form
      schema={schema}
      action={send}
      defaultValues={{ permissions: opened }}
      version={version}
      onProblem={learn}
      submitLabel="Save permissions"
      successMessage="The permissions were saved."
      redirectTo={() => paths.group(company, groupId)}
      cancelHref={paths.group(company, groupId)}
      summary={<ReviewChanges permissions={permissions} granted={granted} members={members} />}
    >
      <CheckboxSet name={fieldsOf(schema)('permissions')} label="Permissions by resource and action" hideLabel>
        <div onKeyDown={keepLocked}>{children}</div>
      </CheckboxSet>
    </Form>
  )
}
