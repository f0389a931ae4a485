'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { lineClass } from '@/components/ui/control'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { runAction, useCompany } from '@/components/ui/form/run-action'
import { copy } from '@/components/ui/icons'
import { MenuButton } from '@/components/ui/menu'
import { PageTime } from '@/components/ui/page-time'
import { toast } from '@/components/ui/toast'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { revealInvitationLink } from '@/lib/invitations/commands'
import type { OutputOf } from '@/lib/operation/define'
import { revealInvitationLinkAction } from './actions'

interface CopyLinkProps {
  invitationId: string
  email: string
  /** Whether it is one of a Menu, which closes when it is asked for. */
  inMenu?: boolean
}

/** The link comes when it is asked for, which the audit log then knows; it stands in no page. */
export function CopyLink({ invitationId, email, inMenu }: CopyLinkProps) {
  const company = useCompany()
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [link, setLink] = useState<OutputOf<typeof revealInvitationLink>>()

  const reveal = async () => {
    if (pending) return
    setPending(true)
    const result = await runAction(revealInvitationLinkAction, company, { invitationId })
    setPending(false)
    if (result.ok) setLink(result.data)
    else toast(result.error.message, 'bad')
  }

  const asks = { disabled: !hydrated, 'aria-haspopup': 'dialog' as const, onClick: () => void reveal() }
  const label = (
    <>
      Copy link<span className="sr-only"> for {email}</span>
    </>
  )
  return (
    <>
      {inMenu ? (
        <MenuButton {...asks} type="button" icon={copy} data-close>
          {label}
        </MenuButton>
      ) : (
        <Button {...asks} icon={copy} pending={pending}>
          {label}
        </Button>
      )}
      {link && (
        <Dialog title={`The link for ${link.email}`} onClose={() => setLink(undefined)}>
          <div className="flex flex-col gap-3 text-muted">
            <p>
              Anybody with this link can join as {link.email}, so share it only with them. It expires on{' '}
              <PageTime at={link.expiresAt} show="datetime" />.
            </p>
            <div className="flex items-center gap-1">
              <input
                readOnly
                value={link.url}
                aria-label={`Link for ${link.email}`}
                data-autofocus
                onFocus={event => event.currentTarget.select()}
                className={lineClass}
              />
              <CopyButton text={link.url} label="Copy link" />
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}
