'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { z } from 'zod'
import { Alert } from '@/components/ui/alert'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { CheckboxGroup } from '@/components/ui/form/checkbox-group'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { toast } from '@/components/ui/toast'
import type { AddressConflict } from '@/lib/invitations/address-conflict'
import type { sendInvitations } from '@/lib/invitations/commands'
import { sendInvitationsInput } from '@/lib/invitations/input'
import { sendInvitationsOutput } from '@/lib/invitations/output'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { sendInvitationsAction } from '../../invitations/actions'
import { ConflictList } from './conflict-list'

const field = fieldsOf(sendInvitationsInput)

interface InviteFormProps {
  groups: { id: string; name: string; hindrance?: string; grants: string[] }[]
  /** The company's own number. */
  days: number
  mayReactivate: boolean
}

type Answer = OutputOf<typeof sendInvitations>

/** What comes with a refusal where everybody is here already. */
const refusedFor = sendInvitationsOutput.pick({ taken: true })

const people = (count: number): string => (count === 1 ? '1 person is' : `${count} people are`)

/** Who is here already is offered the right act beside the form; when others were invited, in its place. */
export function InviteForm({ groups, days, mayReactivate }: InviteFormProps) {
  const company = useCompany()
  const router = useRouter()
  const [taken, setTaken] = useState<AddressConflict[]>([])
  const [invited, setInvited] = useState(0)

  const send: Action<Answer, z.input<typeof sendInvitationsInput>> = async (slug, input) => {
    const reviewed = groups
      .filter(group => input.groupIds?.includes(group.id))
      .map(({ id, grants }) => ({ groupId: id, grants }))
    const result = await sendInvitationsAction(slug, { ...input, reviewed })
    // What the groups grant by now is then what is shown, to be looked at again.
    if (!result.ok && result.error.code === 'group_grown') router.refresh()
    setTaken(result.ok ? result.data.taken : (refusedFor.safeParse(result.error.details).data?.taken ?? []))
    if (!result.ok) return result
    const { taken, invited } = result.data
    if (taken.length) setInvited(invited.length)
    else toast(`${people(invited.length)} invited.`)
    return result
  }

  if (invited) {
    return (
      <Card className="max-w-2xl">
        <CardHeader
          title={`${people(invited)} invited, ${taken.length === 1 ? '1 was' : `${taken.length} were`} left out`}
        />
        <ConflictList taken={taken} mayReactivate={mayReactivate} />
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink variant="primary" href={paths.invitations(company)}>
            See the invitations
          </ButtonLink>
          <Button
            onClick={() => {
              setInvited(0)
              setTaken([])
            }}
          >
            Invite more people
          </Button>
        </div>
      </Card>
    )
  }
  return (
    <Card className="max-w-2xl">
      {taken.length > 0 && (
        <div className="mb-5">
          <Alert tone="warn" title="Nobody was invited: these people are here already">
            <ConflictList taken={taken} mayReactivate={mayReactivate} />
          </Alert>
        </div>
      )}
      <Form
        schema={sendInvitationsInput}
        action={send}
        defaultValues={{ expiryDays: days }}
        submitLabel="Send invitations"
        redirectTo={data => (data.taken.length ? '' : paths.invitations(company))}
        cancelHref={paths.invitations(company)}
      >
        <TextareaField
          name={field('addresses')}
          label="Email addresses"
          rows={4}
          hint="One, or a list of up to 100 in any usual form: with commas, semicolons or new lines, with or without names."
        />
        <TextField
          name={field('name')}
          label="Name"
          optional
          hint="For a single address. Everybody can change their name when they accept."
          autoComplete="off"
        />
        {groups.length > 0 && <Groups groups={groups} />}
        <TextareaField
          name={field('message')}
          label="Personal message"
          optional
          hint="Stands in the mail, up to 1,000 characters."
        />
        <TextField
          name={field('expiryDays')}
          label="Good for how many days"
          hint="From 1 to 30. It can be sent again at any time."
          type="number"
          inputMode="numeric"
          autoComplete="off"
        />
      </Form>
    </Card>
  )
}

/** More would hide the other groups; its own page has all of them. */
const SHOWN_KEYS = 4

const grantsInWords = (grants: string[]): string => {
  if (!grants.length) return 'Grants nothing.'
  // "and 1 more" would take the place of the one.
  const cut = grants.length > SHOWN_KEYS + 1
  return `Grants ${cut ? `${grants.slice(0, SHOWN_KEYS).join(', ')} and ${grants.length - SHOWN_KEYS} more` : grants.join(', ')}.`
}

function Groups({ groups }: Pick<InviteFormProps, 'groups'>) {
  const options = groups.map(({ id, name, hindrance, grants }) => ({
    value: id,
    label: name,
    disabled: hindrance !== undefined,
    hint: hindrance ?? grantsInWords(grants),
  }))
  return (
    <div className="-mx-1 max-h-80 overflow-y-auto px-1 py-0.5">
      <CheckboxGroup
        name={field('groupIds')}
        label="Groups"
        hint="What they can do comes from these, from the first sign-in."
        options={options}
        columns={2}
      />
    </div>
  )
}
