import type { z } from 'zod'
import { MailStatusText } from '@/components/mail/mail-state'
import { NextTry } from '@/components/mail/next-try'
import { Badge, type Tone } from '@/components/ui/badge'
import type { shownInvitationOutput } from '@/lib/invitations/output'

type Delivered = Pick<z.output<typeof shownInvitationOutput>, 'mailState' | 'mailWords' | 'mailAgainAt'>

const looks: Record<NonNullable<Delivered['mailState']>, { tone: Tone; label: string }> = {
  queued: { tone: 'info', label: 'Queued' },
  sending: { tone: 'info', label: 'Sending' },
  delayed: { tone: 'warn', label: 'Delayed' },
  sent: { tone: 'good', label: 'Sent' },
  failed: { tone: 'bad', label: 'Failed' },
  off: { tone: 'neutral', label: 'Email is off' },
}

/** What became of a mail, in words. */
export function Delivery({ mailState, mailWords, mailAgainAt }: Delivered) {
  if (!mailState) return <span className="text-muted">–</span>
  const { tone, label } = looks[mailState]
  const told = mailState === 'delayed' || mailState === 'failed'
  return (
    <span className="block min-w-0">
      <Badge tone={tone}>{label}</Badge>
      {told && mailWords && (
        <span className="mt-0.5 block text-[0.8125rem] text-muted wrap-anywhere">
          <MailStatusText words={mailWords} />
        </span>
      )}
      {mailState === 'delayed' && mailAgainAt && (
        <span className="block text-[0.8125rem] text-muted">
          Next attempt <NextTry at={mailAgainAt} />
        </span>
      )}
    </span>
  )
}
