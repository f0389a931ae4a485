'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { CopyButton } from '@/components/ui/copy-button'
import { runAction, useCompany } from '@/components/ui/form/run-action'
import { keyRound } from '@/components/ui/icons'
import { PageTime } from '@/components/ui/page-time'
import { toast } from '@/components/ui/toast'
import type { revealInvitationLinks } from '@/lib/invitations/reveal-links'
import type { OutputOf } from '@/lib/operation/define'
import { revealInvitationLinksAction } from './actions'
import type { LastInvitation } from './last-invitation'

type Links = OutputOf<typeof revealInvitationLinks>['links']

/** The links of those who were just invited, where no mail carries them. They come when they are asked for, as the audit log then knows. */
export function InvitedLinks({ invited }: Pick<LastInvitation, 'invited'>) {
  const company = useCompany()
  const [pending, setPending] = useState(false)
  const [links, setLinks] = useState<Links>()

  const reveal = async () => {
    if (pending) return
    setPending(true)
    const invitationIds = invited.map(({ invitationId }) => invitationId)
    const result = await runAction(revealInvitationLinksAction, company, { invitationIds })
    setPending(false)
    if (result.ok) setLinks(result.data.links)
    else toast(result.error.message, 'bad')
  }

  if (!links)
    return (
      <div className="flex flex-col items-start gap-3">
        <p className="text-muted">
          Email is off on this installation, so no emails were sent. Share each link with its person only, because
          anybody with a link can join as them.
        </p>
        <Button icon={keyRound} pending={pending} onClick={() => void reveal()}>
          {invited.length === 1 ? 'Show link' : 'Show links'}
        </Button>
      </div>
    )
  const [first] = links
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        Anybody with a link can join as the person it is for, so share each link only with them.{' '}
        {first && (
          <>
            The links expire on <PageTime at={first.expiresAt} show="datetime" />.
          </>
        )}
      </p>
      <ul className="-mx-1 flex max-h-72 flex-col gap-2 overflow-y-auto p-1">
        {links.map(({ email, url }) => (
          <li key={email} className="grid items-center gap-x-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)]">
            <span className="min-w-0 wrap-anywhere">{email}</span>
            <span className="flex items-center gap-1">
              <input
                readOnly
                value={url}
                aria-label={`Link for ${email}`}
                onFocus={event => event.currentTarget.select()}
                className={lineClass}
              />
              <CopyButton text={url} label={`Copy the link for ${email}`} />
            </span>
          </li>
        ))}
      </ul>
      {links.length > 1 && (
        <div className="flex items-center gap-1">
          <CopyButton text={links.map(({ email, url }) => `${email}\t${url}`).join('\n')} label="Copy all" />
          <span className="text-muted">Copy all links, one line per person</span>
        </div>
      )}
    </div>
  )
}
