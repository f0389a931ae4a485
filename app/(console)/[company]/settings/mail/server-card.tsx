import { MailStateBadge, MailStatusText, type ShownMailState } from '@/components/mail/mail-state'
import { NextTry } from '@/components/mail/next-try'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { ActionButton } from '@/components/ui/form/action-button'
import { mail as envelope } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { RefreshWhile } from '@/components/ui/refresh-while'
import { Time } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import type { viewMail } from '@/lib/mail/queries'
import type { OutputOf } from '@/lib/operation/define'
import { mayReadOutbox } from '@/lib/platform/mail/dev-outbox'
import { sendTestMailAction } from './actions'

type TestMail = NonNullable<OutputOf<typeof viewMail>['test']>

interface MailServerCardProps {
  mailIsOn: boolean
  sender: string
  test?: TestMail
  /** Whose test mail it would be. */
  address: string
  mayTest: boolean
}

export function MailServerCard({ mailIsOn, sender, test, address, mayTest }: MailServerCardProps) {
  return (
    <Card>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            Email delivery {mailIsOn ? <Badge tone="good">On</Badge> : <Badge tone="warn">Off</Badge>}
          </span>
        }
        description={
          mailIsOn
            ? 'Email is sent through a server configured by your Console operator.'
            : 'No email is sent, because no mail server is configured (SMTP_URL). You can copy invitation links and share them.'
        }
        actions={
          mayTest && (
            <ActionButton
              action={sendTestMailAction}
              icon={envelope}
              size="sm"
              successMessage={`A test email to ${address} is queued.`}
            >
              Send test email
            </ActionButton>
          )
        }
      />
      <DescriptionList
        items={[
          { term: 'Sent through', detail: mailIsOn ? 'SMTP' : <Files /> },
          { term: 'Sender', detail: sender },
          {
            term: 'Your last test email',
            detail: test ? <Outcome test={test} /> : <span className="text-muted">None yet.</span>,
          },
        ]}
      />
      <RefreshWhile pending={test?.state === 'queued' || test?.state === 'sending'} />
    </Card>
  )
}

async function Files() {
  return (
    <>
      Not configured. Emails are written to files in the data directory
      {(await mayReadOutbox()) ? (
        <>
          , and <TextLink href={paths.writtenMail()}>can be read on this machine</TextLink>.
        </>
      ) : (
        '.'
      )}
    </>
  )
}

const explained: Record<ShownMailState, string> = {
  queued: 'It is waiting to be sent, usually for less than a second.',
  sending: 'It is being sent to the mail server.',
  sent: 'The mail server accepted it. If it does not arrive, check your spam folder.',
  delayed: 'The mail server has not accepted it yet.',
  failed: 'The mail server rejected it, or did not accept it within 24 hours.',
  off: 'It was written to a file.',
}

function Outcome({ test }: { test: TestMail }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1" role="status">
        <MailStateBadge state={test.state} />
        <span className="text-muted">
          <Time at={test.createdAt} />
        </span>
      </span>
      <span className="mt-1 block text-[0.8125rem] text-muted">
        {explained[test.state]}
        {test.state === 'delayed' && test.nextAttemptAt && (
          <>
            {' '}
            Next attempt <NextTry at={test.nextAttemptAt} />.
          </>
        )}
      </span>
      {test.lastError && (
        <span className="mt-1 block text-[0.8125rem] wrap-anywhere">
          <MailStatusText words={test.lastError} mailId={test.id} />
        </span>
      )}
    </>
  )
}
