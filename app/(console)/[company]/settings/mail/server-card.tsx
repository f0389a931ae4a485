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
            Mail server {mailIsOn ? <Badge tone="good">Mail is on</Badge> : <Badge tone="warn">Mail is off</Badge>}
          </span>
        }
        description={
          mailIsOn
            ? 'Mail is sent through a server that whoever runs this installation has configured.'
            : 'No mail leaves this installation: whoever runs it has not configured a server (SMTP_URL). Links of invitations can be copied and passed on.'
        }
        actions={
          mayTest && (
            <ActionButton
              action={sendTestMailAction}
              icon={envelope}
              size="sm"
              successMessage={`A test mail to ${address} was queued.`}
            >
              Send me a test mail
            </ActionButton>
          )
        }
      />
      <DescriptionList
        items={[
          { term: 'Sent through', detail: mailIsOn ? 'SMTP' : <Files /> },
          { term: 'Mail is from', detail: sender },
          {
            term: 'Your last test mail',
            detail: test ? <Outcome test={test} /> : <span className="text-muted">None so far.</span>,
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
      None: every mail is a file in the data directory
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
  queued: 'It waits for its turn, usually for less than a second.',
  sending: 'It is being handed to the server.',
  sent: 'The server took it. If it does not arrive, look in the spam folder.',
  delayed: 'The server did not take it yet.',
  failed: 'The server refused it for good, or did not take it for 24 hours.',
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
            Next try <NextTry at={test.nextAttemptAt} />.
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
