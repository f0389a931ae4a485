import { consolePage } from '@/app/(console)/_frame/console-page'
import { ActivityList } from '@/components/access/activity-list'
import { Page } from '@/components/shell/page'
import { DownloadLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { viewImportPage } from '@/lib/imports/queries'
import { formatNumber, pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import { ImportStateBadge } from '../import-state-badge'
import { ImportRows, type ViewedImport } from './rows'
import { StateCard } from './state-card'

export default consolePage(viewImportPage, 'users', ({ actor, company, data, query: { cursor } }) => {
  const { import: found, history } = data
  const bad = data.counts.filter(({ kind }) => ['invalid', 'unknown_group', 'failed'].includes(kind))
  return (
    <Page
      title={found.fileName}
      status={<ImportStateBadge state={found.state} />}
      breadcrumbs={[
        { label: 'Users', href: paths.users(company) },
        { label: 'Import people', href: paths.imports(company) },
      ]}
      actions={
        bad.length > 0 && (
          <DownloadLink href={paths.failedRows(company, found.id)}>
            {found.state === 'reviewed' ? 'Download rows to fix' : 'Download failed rows'}
          </DownloadLink>
        )
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <StateCard actor={actor} company={company} data={data} />
        <Card>
          <CardHeader title="File" />
          <DescriptionList stacked items={facts(data)} />
        </Card>
      </div>
      <ImportRows company={company} data={data} cursor={cursor} findsPeople={can(actor, 'users:read')} />
      <Card flush>
        <CardHeader flush title="What happened" />
        <ActivityList events={history} />
      </Card>
    </Page>
  )
})

const readAs = ({ encoding, delimiter }: Record<string, unknown>): string =>
  delimiter ? `${String(encoding)}, ${String(delimiter)}s between the cells` : String(encoding)

/** How the file was read is in the record of its review. */
function facts({ import: found, history }: ViewedImport) {
  const review = history.find(event => event.event === 'import.reviewed')?.data ?? {}
  const named = Array.isArray(review.ignored) ? review.ignored.map(String) : []
  const others = Number(review.ignoredOthers ?? 0)
  const ignored = [...named, ...(others ? [pluralize(others, named.length ? 'other column' : 'column')] : [])]
  return [
    { term: 'Rows', detail: formatNumber(found.total) },
    ...(review.encoding ? [{ term: 'Read as', detail: readAs(review) }] : []),
    ...(review.sheets ? [{ term: 'Sheet', detail: `${String(review.sheet)}, of ${String(review.sheets)}` }] : []),
    ...(review.above ? [{ term: 'Lines above the data', detail: String(review.above) }] : []),
    ...(ignored.length ? [{ term: 'Ignored columns', detail: ignored.join(', ') }] : []),
    { term: 'Uploaded', detail: <Time at={found.createdAt} show="datetime" /> },
    ...(found.startedAt ? [{ term: 'Started', detail: <Time at={found.startedAt} show="datetime" /> }] : []),
    ...(found.finishedAt ? [{ term: 'Ended', detail: <Time at={found.finishedAt} show="datetime" /> }] : []),
    { term: 'On behalf of', detail: found.ownerName ?? 'a deleted user' },
  ]
}
