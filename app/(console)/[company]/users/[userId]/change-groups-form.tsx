'use client'

import type { z } from 'zod'
import { CheckboxGroup } from '@/components/ui/form/checkbox-group'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { chosenGroups } from '@/lib/groups/input'
import { changeGroupsAction } from './actions'

interface ChangeGroupsFormProps {
  userId: string
  /** Ids of the groups the person is in. */
  current: string[]
  options: { id: string; name: string; hindrance?: string }[]
}

/** Sends only the differences, so that what somebody else changed meanwhile stays. */
export function ChangeGroupsForm({ userId, current, options }: ChangeGroupsFormProps) {
  const schema = chosenGroups(current)
  const send: Action<unknown, z.input<typeof schema>> = (company, { groups: chosen }) => {
    const memberships = (groupIds: string[]) => groupIds.map(groupId => ({ groupId, userId }))
    return changeGroupsAction(company, {
      add: memberships(chosen.filter(id => !current.includes(id))),
      remove: memberships(current.filter(id => !chosen.includes(id))),
    })
  }
  return (
    <Form
      schema={schema}
      action={send}
      defaultValues={{ groups: current }}
      submitLabel="Save groups"
      successMessage="The groups were changed."
    >
      <p className="text-muted">
        Takes effect at once: with a group come its permissions, and they go with it unless another group grants the
        same.
      </p>
      <div className="-mx-1 max-h-[50dvh] overflow-y-auto px-1 py-1">
        <CheckboxGroup
          name={fieldsOf(schema)('groups')}
          label="Groups"
          hideLabel
          options={options.map(({ id, name, hindrance }) => ({
            value: id,
            label: name,
            disabled: hindrance !== undefined,
            hint: hindrance,
          }))}
        />
      </div>
    </Form>
  )
}
