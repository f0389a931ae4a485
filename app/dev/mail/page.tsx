import { notFound } from 'next/navigation'
import { Page } from '@/components/shell/page'
import { EmptyState } from '@/components/ui/empty-state'
import { mail as envelope } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { DataTable, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { paths } from '@/lib/kernel/paths'
import { listOutbox, mayReadOutbox, type OutboxEmail } from '@/lib/platform/mail/dev-outbox'

const columns: Column<OutboxEmail>[] = [
  {
    header: 'Subject',
    rowHeader: true,
    width: 'large',
    cell: ({ name, subject }) => (
      <Link href={paths.writtenMailFile(name)} className="name-link" title={subject}>
        {subject}
      </Link>
    ),
  },
  { header: 'To', width: 'medium', phone: 'second', cell: ({ to }) => <span title={to}>{to}</span> },
  { header: 'Written', phone: 'second-end', cell: ({ date }) => date && <Time at={date} /> },
]

/** For who tries Console out, at this machine only. For everybody else there is nothing here. */
export default async function WrittenMailPage() {
  if (!(await mayReadOutbox())) notFound()
  const { mails, total } = await listOutbox()
  return (
    <main className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
      <Page
        title="Email on this machine"
        description="No mail server is configured (SMTP_URL), so emails are written to files. They can only be read here, in a browser on this machine."
      >
        <DataTable
          caption="Emails, newest first"
          columns={columns}
          rows={mails}
          rowKey={({ name }) => name}
          empty={
            <EmptyState icon={envelope} title="No emails yet">
              Emails appear here as soon as Console sends them, for example after you invite somebody.
            </EmptyState>
          }
        />
        {total > mails.length && (
          <p className="text-muted">
            These are the newest {mails.length} of {total}.
          </p>
        )}
      </Page>
    </main>
  )
}
