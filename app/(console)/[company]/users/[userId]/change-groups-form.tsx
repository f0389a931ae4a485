'use client'

import type { z } from 'zod'
import { Chooser } from '@/components/ui/form/chooser'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import type { changeMembers } from '@/lib/groups/commands'
import { chosenGroups } from '@/lib/groups/input'
import type { OutputOf } from '@/lib/operation/define'
import { listAssignableGroupsAction } from '../../groups/actions'
import { findGroups } from '../../groups/find-groups'
import { useCreateGroup } from '../../groups/use-create-group'
import { useUndoMembers } from '../../groups/use-undo-members'
import { changeGroupsAction } from './actions'

interface ChangeGroupsFormProps {
  userId: string
  /** Ids of the groups the person is in. */
  current: string[]
  /** The first of all, and those of the person. */
  options: { id: string; name: string; hindrance?: string }[]
  /** How many groups there are. */
  total: number
  mayCreate: boolean
}

/** Sends only the differences, so that what somebody else changed meanwhile stays. */
export function ChangeGroupsForm({ userId, current: all, options, total, mayCreate }: ChangeGroupsFormProps) {
  // Of more groups than the page knows, those that nobody can see here stay as they are.
  const current = all.filter(id => options.some(option => option.id === id))
  const schema = chosenGroups(current)
  const company = useCompany()
  const say = useUndoMembers()
  const send: Action<OutputOf<typeof changeMembers>, z.input<typeof schema>> = (slug, { groups: chosen }, reader) => {
    const memberships = (groupIds: string[]) => groupIds.map(groupId => ({ groupId, userId }))
    return changeGroupsAction(
      slug,
      {
        add: memberships(chosen.filter(id => !current.includes(id))),
        remove: memberships(current.filter(id => !chosen.includes(id))),
      },
      reader,
    )
  }
  return (
    <Form
      schema={schema}
      action={send}
      defaultValues={{ groups: current }}
      submitLabel="Save groups"
      onSuccess={({ changes }) => say('The groups were saved.', changes)}
    >
      <p className="text-muted">
        Takes effect immediately. This person gains the permissions of the groups you add, and loses those of the groups
        you remove unless another group grants them.
      </p>
      <Chooser
        name={fieldsOf(schema)('groups')}
        label="Groups"
        focused
        noun={{ one: 'group', many: 'groups' }}
        options={options.map(({ id, name, hindrance }) => ({
          value: id,
          label: name,
          disabled: hindrance !== undefined,
          hint: hindrance,
        }))}
        total={total}
        source={total > options.length ? findGroups(company, listAssignableGroupsAction) : undefined}
        create={useCreateGroup(mayCreate)}
      />
    </Form>
  )
}
