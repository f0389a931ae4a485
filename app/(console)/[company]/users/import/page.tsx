import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { MailOff } from '@/components/shell/mail-off'
import { Page } from '@/components/shell/page'
import { Code } from '@/components/ui/badge'
import { ButtonLink, DownloadLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { uploadIcon } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { DataTable } from '@/components/ui/table'
import { listImportsPage } from '@/lib/imports/queries'
import { paths } from '@/lib/kernel/paths'
import { importColumns } from './columns'
import { UploadForm } from './upload-form'

export default consolePage(listImportsPage, 'users', ({ company, data, query: { cursor, limit } }) => (
  <Page
    title="Import people"
    description={`Upload a file and review each row. Nobody is invited until you start the import. Console keeps your ${data.keptReviews} newest uploads.`}
    breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}
  >
    <MailOff>
      Invitations are created but not emailed. Copy each link from the list of invitations and share it with the person.
    </MailOff>
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Card>
        <UploadForm />
      </Card>
      <Card>
        <CardHeader title="What the file looks like" />
        <Columns />
        <div className="mt-4">
          <DownloadLink size="sm" href={paths.importTemplate(company)}>
            Download template
          </DownloadLink>
        </div>
      </Card>
    </div>
    <section aria-labelledby="recent" className="flex flex-col gap-3">
      <header className="flex items-center gap-4">
        <h2 id="recent" className="text-[0.9375rem] font-semibold">
          Recent imports
        </h2>
        <ViewsAndColumns list="imports" href={paths.imports(company)} query={{ limit }} columns={data.columns} />
      </header>
      <DataTable
        caption="Recent imports"
        columns={importColumns(company, data.columns)}
        rows={data.imports}
        rowKey={row => row.id}
        empty={
          cursor ? (
            <EmptyState
              title="No imports on this page"
              action={<ButtonLink href={paths.imports(company)}>First page</ButtonLink>}
            />
          ) : (
            <EmptyState icon={uploadIcon} title="No imports yet">
              Invite many people at once from a file. You can undo an import for 30 days.
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
        Use an export from your directory, email program or HR system. Columns are recognized by name, in any order, and
        you can change how they are matched:
      </p>
      <dl className="flex flex-col gap-2">
        <div>
          <dt>
            <Code>email</Code>
          </dt>
          <dd className="text-muted">Required. The people to invite.</dd>
        </div>
        <div>
          <dt>
            <Code>name</Code>
          </dt>
          <dd className="text-muted">
            Optional. One column, or first and last name separately. People can enter it themselves when they accept.
          </dd>
        </div>
        <div>
          <dt>
            <Code>title</Code>
          </dt>
          <dd className="text-muted">Optional. Their job title.</dd>
        </div>
        <div>
          <dt>
            <Code>groups</Code>
          </dt>
          <dd className="text-muted">
            Names of groups with <Code>;</Code>, <Code>|</Code> or line breaks between them, or with commas if the cell
            is quoted.
          </dd>
        </div>
      </dl>
    </div>
  )
}
