import { MailStateBadge, MailStatusText } from '@/components/mail/mail-state'
import { NextTry } from '@/components/mail/next-try'
import { columnLabels } from '@/components/shell/column-labels'
import { ActionButton } from '@/components/ui/form/action-button'
import { Link, TextLink } from '@/components/ui/link'
import type { Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { listInvitationsPage } from '@/lib/invitations/queries'
import { pluralize } from '@/lib/kernel/format'
import { listColumns, type ColumnOf } from '@/lib/kernel/list-columns'
import { lookup } from '@/lib/kernel/lookup'
import { paths } from '@/lib/kernel/paths'
import { expectedDelay, type QueueLength } from '@/lib/mail/forecast'
import type { viewMail } from '@/lib/mail/queries'
import { can, type PermissionHolder } from '@/lib/operation/can'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { templateLabel } from '@/lib/platform/mail/templates'
import { sendPasswordReset } from '@/lib/users/commands'
import { retryMailAction } from './actions'

type Mail = OutputOf<typeof viewMail>['mails'][number]

interface MailColumns {
  actor: PermissionHolder
  company: string
  mayRetry: boolean
  line: QueueLength[]
  /** Those that the reader chose; null for all. */
  chosen: readonly ColumnOf<'mail'>[] | null
}

export function mailColumns({ actor, company, mayRetry, line, chosen }: MailColumns): Column<Mail>[] {
  const labels = columnLabels.mail
  const optional: Record<ColumnOf<'mail'>, Column<Mail>> = {
    email: {
      header: labels.email,
      width: 'medium',
      phone: 'second',
      cell: ({ template }) => <span title={templateLabel(template)}>{templateLabel(template)}</span>,
    },
    status: {
      header: labels.status,
      width: 'large',
      wrap: true,
      cell: mail => (
        <State mail={mail} everyS={line.find(({ priority }) => priority === mail.priority)?.everyS ?? null} />
      ),
    },
    queued: { header: labels.queued, phone: 'second-end', cell: ({ createdAt }) => <Time at={createdAt} /> },
  }
  return [
    {
      header: 'To',
      rowHeader: true,
      width: 'large',
      cell: mail => (
        <Recipient
          mail={mail}
          href={mail.userId && can(actor, 'users:read') ? paths.user(company, mail.userId) : undefined}
        />
      ),
    },
    ...(chosen ?? listColumns.mail).map(column => optional[column]),
    {
      header: 'Actions',
      hideHeader: true,
      align: 'end',
      cell: mail =>
        mail.state === 'delayed'
          ? mayRetry && <TryNow mail={mail} />
          : mail.state === 'failed' && <Anew mail={mail} actor={actor} company={company} />,
    },
  ]
}

function Recipient({ mail: { toName, toAddress }, href }: { mail: Mail; href?: string }) {
  const name = toName || toAddress
  return (
    <>
      {href ? (
        <Link href={href} className="name-link" title={name}>
          {name}
        </Link>
      ) : (
        <span title={name}>{name}</span>
      )}
      {toName && <small title={toAddress}>{toAddress}</small>}
    </>
  )
}

function State({
  mail: { id, state, attempts, lastError, nextAttemptAt, ahead },
  everyS,
}: {
  mail: Mail
  everyS: number | null
}) {
  // Without a place in line its turn has come.
  const place = state === 'queued' ? (ahead ?? 0) : ahead
  return (
    <span className="block min-w-0">
      <MailStateBadge state={state} />
      {lastError && (
        <span className="mt-1 block text-[0.8125rem] text-muted wrap-anywhere">
          <MailStatusText words={lastError} mailId={state === 'failed' || state === 'delayed' ? id : undefined} />
        </span>
      )}
      {state === 'delayed' && nextAttemptAt && (
        <span className="block text-[0.8125rem] text-muted">
          {attempts === 1 ? '1 attempt' : `${attempts} attempts`}, next attempt <NextTry at={nextAttemptAt} />
        </span>
      )}
      {place !== undefined && <Place ahead={place} leaves={expectedDelay(place, everyS)} />}
    </span>
  )
}

/** Of a mail that waits for its turn. */
function Place({ ahead, leaves }: { ahead: number; leaves?: string }) {
  return (
    <span className="block text-[0.8125rem] text-muted">
      {ahead ? `${pluralize(ahead, 'email')} before it` : 'Next'}
      {leaves && `, in ${leaves}`}
    </span>
  )
}

function TryNow({ mail }: { mail: Mail }) {
  return (
    <ActionButton
      action={retryMailAction}
      input={{ mailId: mail.id }}
      size="sm"
      label={`Try now: the email to ${mail.toAddress}`}
      successMessage="The email will be sent next."
    >
      Try now
    </ActionButton>
  )
}

/** What a mail said goes with the last try, so a mail that was given up is written anew where it came from. */
function Anew({ mail, actor, company }: { mail: Mail; actor: PermissionHolder; company: string }) {
  const at: Record<string, string | false | null> = {
    invitation: mayRun(actor, listInvitationsPage) && paths.invitations(company),
    'password-reset': mayRun(actor, sendPasswordReset) && mail.userId && paths.user(company, mail.userId),
  }
  const href = lookup(at, mail.template)
  return href ? <TextLink href={href}>Send again</TextLink> : null
}
