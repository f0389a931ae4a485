'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { z } from 'zod'
import { Alert } from '@/components/ui/alert'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Chooser } from '@/components/ui/form/chooser'
import { fieldsOf } from '@/components/ui/form/fields-of'
import { Form } from '@/components/ui/form/form'
import { useCompany, type Action } from '@/components/ui/form/run-action'
import { TextField } from '@/components/ui/form/text-field'
import { TextareaField } from '@/components/ui/form/textarea-field'
import { toast } from '@/components/ui/toast'
import type { AddressConflict } from '@/lib/invitations/address-conflict'
import type { ReadPeople } from '@/lib/invitations/addresses'
import type { sendInvitations } from '@/lib/invitations/commands'
import { inviteForm, MAX_ADDRESSES, tooManyAddresses, whatIsUnread } from '@/lib/invitations/form-input'
import { sendInvitationsOutput } from '@/lib/invitations/output'
import type { ActionResult } from '@/lib/kernel/errors'
import { countPeople } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { useCreateGroup } from '../../groups/use-create-group'
import { sendInvitationsAction } from '../../invitations/actions'
import { InvitedLinks } from '../../invitations/invited-links'
import { lastInvitationOf, rememberInvitation } from '../../invitations/last-invitation'
import { ConflictList } from './conflict-list'
import { ImportOffer } from './import-offer'
import { PeopleField, unreadSentence } from './people-field'
import { useInvitationGroups, type InvitationGroup } from './use-invitation-groups'
import { listOf, usePeople } from './use-people'

const field = fieldsOf(inviteForm)

interface InviteFormProps {
  /** The first of all. */
  groups: InvitationGroup[]
  /** How many there are. */
  groupTotal: number
  /** The company's own number. */
  days: number
  mayReactivate: boolean
  mayImport: boolean
  mayCreateGroup: boolean
  mailOff: boolean
}

type Answer = OutputOf<typeof sendInvitations>

/** What comes with a refusal where everybody is here already. */
const refusedFor = sendInvitationsOutput.pick({ taken: true })

const areInvited = (count: number): string => `${countPeople(count)} invited`

const refusedAddresses = (sentence: string): ActionResult<Answer> => ({
  ok: false,
  error: { code: 'invalid_input', message: sentence, fields: { addresses: sentence }, requestId: '' },
})

/** Why these cannot be invited as they are; a sentence. */
function problemOf({ people, unread }: ReadPeople): string | undefined {
  if (unread.length) return whatIsUnread(unread)
  if (!people.length) return 'Enter an email address.'
  return people.length > MAX_ADDRESSES ? tooManyAddresses(people.length) : undefined
}

/** Who is here already is offered the right act beside the form; when others were invited, in its place. */
export function InviteForm({
  groups: firstGroups,
  groupTotal,
  days,
  mayReactivate,
  mayImport,
  mayCreateGroup,
  mailOff,
}: InviteFormProps) {
  const company = useCompany()
  const router = useRouter()
  const people = usePeople()
  const createGroup = useCreateGroup(mayCreateGroup)
  const [taken, setTaken] = useState<AddressConflict[]>([])
  const [invited, setInvited] = useState<Answer['invited']>([])
  const groups = useInvitationGroups(firstGroups, groupTotal)
  const remembered = lastInvitationOf(company)?.chosen

  const send: Action<Answer, z.input<typeof inviteForm>> = async (slug, { addresses: _, ...chosen }, reader) => {
    try {
      await people.readBox()
    } catch (problem) {
      return refusedAddresses(unreadSentence(problem))
    }
    const list = people.list()
    const problem = problemOf(list)
    if (problem) return refusedAddresses(problem)
    const { groupIds = [], message = '' } = chosen
    const reviewed = groups.reviewed(groupIds)
    const addresses = list.people.map(({ email, name, title }) => ({ email, name, title }))
    const result = await sendInvitationsAction(slug, { ...chosen, addresses, reviewed }, reader)
    // What the groups grant by now is then what is shown, to be looked at again.
    if (!result.ok && result.error.code === 'group_grown') {
      groups.readGrown(result.error.details)
      router.refresh()
    }
    setTaken(result.ok ? result.data.taken : (refusedFor.safeParse(result.error.details).data?.taken ?? []))
    if (!result.ok) return result
    rememberInvitation({
      company: slug,
      chosen: { groupIds, found: groups.foundOf(groupIds), message, expiryDays: result.data.days },
      invited: result.data.invited,
    })
    people.clear()
    if (result.data.taken.length) setInvited(result.data.invited)
    else toast(`${areInvited(result.data.invited.length)}.`)
    return result
  }

  if (invited.length) {
    return (
      <Card className="max-w-2xl">
        <CardHeader title={`${areInvited(invited.length)}, ${taken.length} skipped`} />
        <ConflictList taken={taken} mayReactivate={mayReactivate} />
        {mailOff && (
          <div className="mt-5">
            <InvitedLinks invited={invited} />
          </div>
        )}
        <div className="mt-5 flex flex-wrap gap-2">
          <ButtonLink variant="primary" href={paths.invitations(company)}>
            View invitations
          </ButtonLink>
          <Button
            onClick={() => {
              setInvited([])
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
          <Alert tone="warn" title="Nobody was invited because these people are already here">
            <ConflictList taken={taken} mayReactivate={mayReactivate} />
          </Alert>
        </div>
      )}
      <Form
        schema={inviteForm}
        action={send}
        defaultValues={{
          groupIds: groups.chosenBefore,
          message: remembered?.message,
          expiryDays: remembered?.expiryDays ?? days,
        }}
        submitLabel="Send invitations"
        redirectTo={data => (data.taken.length ? '' : paths.invitations(company))}
        cancelHref={paths.invitations(company)}
      >
        <PeopleField
          focused
          name={field('addresses')}
          label="Email addresses"
          hint="Up to 100. Paste a list of addresses, with or without names, or a table from a spreadsheet."
          people={people}
        />
        <ImportOffer list={listOf(people.chips)} mayImport={mayImport} />
        {(groups.options.length > 0 || createGroup) && (
          <Chooser
            name={field('groupIds')}
            label="Groups"
            hint="Groups decide what they can do, from their first sign-in."
            noun={{ one: 'group', many: 'groups' }}
            options={groups.options}
            source={groups.find}
            total={groupTotal}
            create={createGroup}
          />
        )}
        <TextareaField
          name={field('message')}
          label="Personal message"
          optional
          hint="Included in the email, up to 1,000 characters."
        />
        <TextField
          name={field('expiryDays')}
          label="Valid for (days)"
          hint="From 1 to 30. You can resend an invitation at any time."
          type="number"
          inputMode="numeric"
          autoComplete="off"
        />
      </Form>
    </Card>
  )
}
