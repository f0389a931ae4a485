import { Card, CardHeader } from '@/components/ui/card'
import { DataTable, type Column } from '@/components/ui/table'
import { pluralize, formatNumber } from '@/lib/kernel/format'
import { expectedDelay, type QueueLength } from '@/lib/mail/forecast'

const kinds: Record<QueueLength['priority'], { label: string; note: string }> = {
  urgent: { label: 'Sign-in codes and password reset links', note: 'Always first' },
  normal: { label: 'Notifications and single invitations', note: 'Next' },
  bulk: { label: 'Imports and reminders', note: 'Last' },
}

const columns: Column<QueueLength>[] = [
  {
    header: 'Email',
    rowHeader: true,
    width: 'large',
    wrap: true,
    cell: ({ priority }) => (
      <>
        {kinds[priority].label}
        <small>{kinds[priority].note}</small>
      </>
    ),
  },
  { header: 'Waiting', align: 'end', cell: ({ waiting }) => formatNumber(waiting) },
  { header: 'Sending', align: 'end', cell: ({ sending }) => formatNumber(sending) },
  { header: 'Estimated time', cell: line => <Forecast line={line} /> },
]

/** What waits to be sent, in the order in which it goes. */
export function LineCard({ line }: { line: QueueLength[] }) {
  const waiting = line.reduce((sum, one) => sum + one.waiting + one.sending, 0)
  return (
    <Card flush>
      <CardHeader
        flush
        title="Waiting to be sent"
        description={
          waiting
            ? `${pluralize(waiting, 'email')} waiting to be sent. Sign-in codes and password reset links are always sent first. Companies take turns, so another company’s import does not delay your email.`
            : 'Nothing is waiting. Sign-in codes and password reset links are always sent first, and companies take turns.'
        }
      />
      {waiting > 0 && (
        <DataTable
          caption="Waiting to be sent, by priority"
          columns={columns}
          rows={line}
          rowKey={({ priority }) => priority}
          empty={null}
          framed={false}
        />
      )}
    </Card>
  )
}

function Forecast({ line: { waiting, sending, everyS } }: { line: QueueLength }) {
  if (!waiting && !sending) return <span className="text-muted">–</span>
  return expectedDelay(waiting + sending - 1, everyS) ?? <span className="text-muted">Not known yet</span>
}
