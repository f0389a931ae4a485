'use client'

import { useRef } from 'react'
import type { z } from 'zod'
import { Chooser } from '@/components/ui/form/chooser'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import { chosenGroups } from '@/lib/groups/input'
import { useCreateGroup } from '../../groups/use-create-group'
import { useUndoMembers } from '../../groups/use-undo-members'
import { changeGroupsAction } from './actions'

interface ChangeGroupsFormProps {
  userId: string
  /** Ids of the groups the person is in. */
  current: string[]
  options: { id: string; name: string; hindrance?: string }[]
  mayCreate: boolean
}

/** Sends only the differences, so that what somebody else changed meanwhile stays. */
export function ChangeGroupsForm({ userId, current, options, mayCreate }: ChangeGroupsFormProps) {
  const schema = chosenGroups(current)
  const say = useUndoMembers()
  const sent = useRef<Parameters<typeof say>[1]>({})
  const send: Action<unknown, z.input<typeof schema>> = (company, { groups: chosen }) => {
    const memberships = (groupIds: string[]) => groupIds.map(groupId => ({ groupId, userId }))
    const changes = {
      add: memberships(chosen.filter(id => !current.includes(id))),
      remove: memberships(current.filter(id => !chosen.includes(id))),
    }
    sent.current = changes
    return changeGroupsAction(company, changes)
  }
  return (
    <Form
      schema={schema}
      action={send}
      defaultValues={{ groups: current }}
      submitLabel="Save groups"
      onSuccess={() => say('The groups were changed.', sent.current)}
    >
      <p className="text-muted">
        Takes effect at once: with a group come its permissions, and they go with it unless another group grants the
        same.
      </p>
      <Chooser
        name={fieldsOf(schema)('groups')}
        label="Groups"
        noun={{ one: 'group', many: 'groups' }}
        options={options.map(({ id, name, hindrance }) => ({
          value: id,
          label: name,
          disabled: hindrance !== undefined,
          hint: hindrance,
        }))}
        create={useCreateGroup(mayCreate)}
      />
    </Form>
  )
}
