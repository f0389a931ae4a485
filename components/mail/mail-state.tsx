import { Badge, Code, type Tone } from '@/components/ui/badge'
import { isSmtpResponse } from '@/lib/platform/mail/delivery-errors'

/** How the states of db/schema/mail-messages.ts are shown. */
export const mailStateLabels = {
  queued: { tone: 'neutral', label: 'Queued' },
  sending: { tone: 'info', label: 'Sending' },
  delayed: { tone: 'warn', label: 'Delayed' },
  sent: { tone: 'good', label: 'Sent' },
  failed: { tone: 'bad', label: 'Failed' },
  off: { tone: 'neutral', label: 'Written to a file' },
} as const satisfies Record<string, { tone: Tone; label: string }>

export type ShownMailState = keyof typeof mailStateLabels

/** What became of a mail, as far as a sender can know: a server that took it may still throw it away. */
export function MailStateBadge({ state }: { state: ShownMailState }) {
  const { tone, label } = mailStateLabels[state]
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}

/** Why a try failed: the server's answer as it gave it, or a sentence and where whoever runs the installation finds more. */
export function MailStatusText({ words, mailId }: { words: string; mailId?: string }) {
  if (isSmtpResponse(words)) return <>The mail server answered: “{words}”</>
  return (
    <>
      {words}
      {mailId && (
        <>
          {' '}
          Your Console operator can find the reason in the server log under <Code>{mailId}</Code>.
        </>
      )}
    </>
  )
}
