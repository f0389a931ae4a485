'use client'

import { ButtonLink, IconButton } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { useCompany } from '@/components/ui/form/run-action'
import { x } from '@/components/ui/icons'
import { countPeople } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { InvitedLinks } from './invited-links'
import { rememberInvitation, useLastInvitation } from './last-invitation'

/** After sending: whom it was for, their links where mail is off, and the way to more people with what was chosen for these. */
export function JustInvited({ mailOff }: { mailOff: boolean }) {
  const company = useCompany()
  const last = useLastInvitation(company)
  if (!last?.invited.length) return null
  const { invited } = last
  return (
    <Card>
      <CardHeader
        title={`${countPeople(invited.length)} invited`}
        actions={
          <>
            <ButtonLink size="sm" href={paths.invite(company)}>
              Invite more with the same settings
            </ButtonLink>
            <IconButton label="Dismiss" icon={x} onClick={() => rememberInvitation(undefined)} />
          </>
        }
      />
      {mailOff ? (
        <InvitedLinks invited={invited} />
      ) : (
        <p className="text-muted wrap-anywhere">{invited.map(({ email }) => email).join(', ')}</p>
      )}
    </Card>
  )
}
