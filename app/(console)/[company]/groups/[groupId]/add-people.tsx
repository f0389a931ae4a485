'use client'

import { useState } from 'react'
import type { z } from 'zod'
import { Card, CardHeader } from '@/components/ui/card'
import { Chooser } from '@/components/ui/form/chooser'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import type { Action } from '@/components/ui/form/run-action'
import type { changeMembers } from '@/lib/groups/commands'
import { chosenPeople } from '@/lib/groups/input'
import { countPeople } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { changeMembersAction } from '../actions'
import { useUndoMembers } from '../use-undo-members'

const field = fieldsOf(chosenPeople)

interface AddPeopleProps {
  group: { id: string; name: string }
  /** Whom the address asks to look for. */
  find?: string
}

/** People found by typing, several at once. */
export function AddPeople({ group, find }: AddPeopleProps) {
  // Those who were added are chosen no more.
  const [round, setRound] = useState(0)
  const say = useUndoMembers()
  const send: Action<OutputOf<typeof changeMembers>, z.input<typeof chosenPeople>> = (company, { people }, reader) =>
    changeMembersAction(company, { add: people.map(userId => ({ groupId: group.id, userId })) }, reader)

  return (
    <Card>
      <CardHeader title="Add people" />
      <Form
        key={round}
        schema={chosenPeople}
        action={send}
        defaultValues={{ people: [] }}
        submitLabel="Add to group"
        onSuccess={({ added, changes }) => {
          say(`${countPeople(added)} added to ${group.name}.`, changes)
          setRound(round + 1)
        }}
      >
        <Chooser
          name={field('people')}
          label="People to add"
          // Whoever added somebody goes on to the next one.
          focused={round > 0 || find !== undefined}
          initialText={round ? '' : find}
          noun={{ one: 'person', many: 'people' }}
          source={{ address: paths.groupCandidates(group.id), list: 'people' }}
        />
      </Form>
    </Card>
  )
}
