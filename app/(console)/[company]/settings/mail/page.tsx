import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { mailStateLabels, type ShownMailState } from '@/components/mail/mail-state'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { Stat } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { mail as envelope } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { newerOlder, Pager } from '@/components/ui/pager'
import { DataTable } from '@/components/ui/table'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import { retryMail, sendTestMail } from '@/lib/mail/commands'
import type { QueueLength } from '@/lib/mail/forecast'
import { viewMail } from '@/lib/mail/queries'
import { mayRun } from '@/lib/permissions/may-run'
import { SettingsTabs } from '../settings-tabs'
import { mailColumns } from './columns'
import { LineCard } from './line-card'
import { MailServerCard } from './server-card'
import { TroubleAlerts } from './trouble-alerts'

const options = [
  { value: '', label: 'Any status' },
  ...Object.entries(mailStateLabels).map(([value, { label }]) => ({ value, label })),
]

export default consolePage(viewMail, 'settings', ({ actor, company, data, query: { state, cursor, limit } }) => {
  return (
    <Page title="Settings" description="Email delivery and its status." wide>
      <SettingsTabs company={company} current="mail" />
      <MailServerCard
        mailIsOn={data.mailIsOn}
        sender={data.sender}
        test={data.test}
        address={actor.email}
        mayTest={mayRun(actor, sendTestMail)}
      />
      <TroubleAlerts
        waiting={data.waiting}
        moving={isMoving(data)}
        delayed={data.trouble}
        count={data.counts.delayed ?? 0}
      />
      <LineCard line={data.line} />
      <Counts company={company} counts={data.counts} off={!data.mailIsOn} />
      <div className="flex flex-wrap items-start justify-between gap-2">
        <FilterChips
          action={paths.mailSettings(company)}
          label="Filter emails"
          found={state ? `${formatTotal(data.total)} found` : ''}
          controls={[
            {
              kind: 'choice',
              name: 'state',
              label: 'Status',
              value: state,
              shown: options.find(({ value }) => value === state)?.label,
              options,
            },
          ]}
          query={{ state, limit }}
        />
        <div className="flex items-center gap-2">
          <ViewsAndColumns
            list="mail"
            href={paths.mailSettings(company)}
            query={{ state, limit }}
            views={data.views}
            columns={data.columns}
          />
          <ExportMenu href={format => paths.exportMail(company, { state, format })} />
        </div>
      </div>
      <DataTable
        caption="Emails, newest first"
        columns={mailColumns({
          actor,
          company,
          mayRetry: mayRun(actor, retryMail),
          line: data.line,
          chosen: data.columns,
        })}
        rows={data.mails}
        rowKey={({ id }) => id}
        empty={
          state || cursor ? (
            <EmptyState icon={envelope} title="No emails match">
              <TextLink href={paths.mailSettings(company)}>Show all emails</TextLink>
            </EmptyState>
          ) : (
            <EmptyState icon={envelope} title="No emails yet">
              Invitations, password reset links and notifications will be listed here.
            </EmptyState>
          )
        }
      />
      <Pager
        shown={data.mails.length}
        total={data.total}
        size={{ current: Number(limit ?? 25), href: size => paths.mailSettings(company, { state, limit: size }) }}
        firstHref={cursor && paths.mailSettings(company, { state, limit })}
        previousHref={data.previous && paths.mailSettings(company, { state, limit, cursor: data.previous })}
        nextHref={data.next && paths.mailSettings(company, { state, limit, cursor: data.next })}
        labels={newerOlder}
      />
    </Page>
  )
})

/** Mail is taken up within a second, where nothing goes before it; two minutes without a mail, and nobody seems to take it. */
const NOBODY_TAKES_IT_MS = 120_000

const isMoving = ({ line, lastLeftAt }: { line: QueueLength[]; lastLeftAt?: Date }): boolean =>
  line.some(({ sending }) => sending > 0) ||
  (lastLeftAt !== undefined && Date.now() - lastLeftAt.getTime() < NOBODY_TAKES_IT_MS)

/** Of the last 30 days. What there is none of and what cannot be, as mail is on or off, is left out. */
function Counts({
  company,
  counts,
  off,
}: {
  company: string
  counts: Partial<Record<ShownMailState, number>>
  off: boolean
}) {
  const shown: ShownMailState[] = [off ? 'off' : 'sent', 'queued', 'delayed', 'failed']
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {shown.map(state => (
        <Stat
          key={state}
          label={mailStateLabels[state].label}
          value={formatTotal(counts[state] ?? 0)}
          note="in the last 30 days"
          href={paths.mailSettings(company, { state })}
        />
      ))}
    </div>
  )
}
