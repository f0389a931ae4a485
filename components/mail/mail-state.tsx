import { Badge, Code, type Tone } from '@/components/ui/badge'
import { isServersAnswer } from '@/lib/platform/mail/delivery-errors'

export type MailState = 'queued' | 'sending' | 'delayed' | 'sent' | 'failed' | 'off'

export const mailStates: Record<MailState, { tone: Tone; label: string }> = {
  queued: { tone: 'neutral', label: 'Queued' },
  sending: { tone: 'info', label: 'Being sent' },
  delayed: { tone: 'warn', label: 'Delayed' },
  sent: { tone: 'good', label: 'Sent' },
  failed: { tone: 'bad', label: 'Given up' },
  off: { tone: 'neutral', label: 'Written to a file' },
}

/** What became of a mail, as far as a sender can know: a server that took it may still throw it away. */
export function MailStateBadge({ state }: { state: MailState }) {
  const { tone, label } = mailStates[state]
  return (
    <Badge tone={tone} dot>
      {label}
    </Badge>
  )
}

/** Why a try failed: the server's answer as it gave it, or a sentence and where whoever runs the installation finds more. */
export function MailWords({ words, mailId }: { words: string; mailId?: string }) {
  if (isServersAnswer(words)) return <>The mail server answered: “{words}”</>
  return (
    <>
      {words}
      {mailId && (
        <>
          {' '}
          Whoever runs this installation finds the reason in the server log under <Code>{mailId}</Code>.
        </>
      )}
    </>
  )
}
