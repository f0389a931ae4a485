import { consolePage } from '@/app/(console)/_frame/console-page'
import { MailOff } from '@/components/shell/mail-off'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { ButtonLink, DownloadLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { uploadIcon } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { Pager } from '@/components/ui/pager'
import { DataTable, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { listImportsPage } from '@/lib/imports/queries'
import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { ImportStateBadge } from './import-state-badge'
import { UploadForm } from './upload-form'

type Import = OutputOf<typeof listImportsPage>['imports'][number]

const columns = (company: string): Column<Import>[] => [
  {
    header: 'File',
    rowHeader: true,
    width: 'large',
    cell: ({ id, fileName }) => (
      <Link href={paths.import(company, id)} className="name-link" title={fileName}>
        {fileName}
      </Link>
    ),
  },
  { header: 'State', phone: 'first-end', cell: ({ state }) => <ImportStateBadge state={state} /> },
  { header: 'Rows', align: 'end', phone: 'hidden', cell: ({ total }) => formatNumber(total) },
  {
    header: 'By',
    hideBelow: 'md',
    width: 'medium',
    phone: 'second',
    cell: ({ ownerName = null }) =>
      ownerName === null ? 'a deleted user' : <span title={ownerName}>{ownerName}</span>,
  },
  { header: 'Uploaded', phone: 'second-end', cell: ({ createdAt }) => <Time at={createdAt} /> },
]

export default consolePage(listImportsPage, 'users', ({ company, data, query: { cursor, limit } }) => (
  <Page
    title="Import people"
    description={`Upload a file and see what each row means. Nobody is invited before you say so; the newest ${data.keptReviews} files that wait for that are kept.`}
    breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}
  >
    <MailOff>Invitations are made but not sent. Copy each link from the list of invitations and hand it over.</MailOff>
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Card>
        <UploadForm />
      </Card>
      <Card>
        <CardHeader title="What the file looks like" />
        <Columns />
        <div className="mt-4">
          <DownloadLink size="sm" href={paths.importTemplate(company)}>
            Download the template
          </DownloadLink>
        </div>
      </Card>
    </div>
    <section aria-labelledby="recent" className="flex flex-col gap-3">
      <h2 id="recent" className="text-[0.9375rem] font-semibold">
        Recent imports
      </h2>
      <DataTable
        caption="Recent imports"
        columns={columns(company)}
        rows={data.imports}
        rowKey={row => row.id}
        empty={
          cursor ? (
            <EmptyState
              title="No import is left on this page"
              action={<ButtonLink href={paths.imports(company)}>First page</ButtonLink>}
            />
          ) : (
            <EmptyState icon={uploadIcon} title="Nothing was imported yet">
              An import invites many people at once, and can be undone for 30 days.
            </EmptyState>
          )
        }
      />
      <Pager
        shown={data.imports.length}
        total={data.total}
        size={{ current: Number(limit ?? 25), href: size => paths.imports(company, { limit: size }) }}
        firstHref={data.previous && paths.imports(company, { limit })}
        previousHref={data.previous && paths.imports(company, { limit, cursor: data.previous })}
        nextHref={data.next && paths.imports(company, { limit, cursor: data.next })}
      />
    </section>
  </Page>
))

function Columns() {
  return (
    <div className="flex flex-col gap-3">
      <p>
        An export of your directory, mail program or personnel system, as it is. Its columns are recognized by their
        names, in any order, and you can change what they are taken for:
      </p>
      <dl className="flex flex-col gap-2">
        <div>
          <dt>
            <Code>email</Code>
          </dt>
          <dd className="text-muted">Whom to invite. The only column that must be there.</dd>
        </div>
        <div>
          <dt>
            <Code>name</Code>
          </dt>
          <dd className="text-muted">
            In one column, or first and last name apart. May be empty; people enter it themselves when they accept.
          </dd>
        </div>
        <div>
          <dt>
            <Code>title</Code>
          </dt>
          <dd className="text-muted">What the person does. May be empty.</dd>
        </div>
        <div>
          <dt>
            <Code>groups</Code>
          </dt>
          <dd className="text-muted">
            Names of groups with <Code>;</Code>, <Code>|</Code> or line breaks between them, or with commas where the
            cell stands in quotation marks.
          </dd>
        </div>
      </dl>
    </div>
  )
}
