import { consolePage } from '@/app/(console)/_frame/console-page'
import { searchReader } from '@/app/(console)/_frame/search-reader'
import { searchSections } from '@/components/search/entries'
import { Page } from '@/components/shell/page'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { searchEverything } from '@/lib/search/queries'

/** What the search in the frame finds, for who has no script, or wants it in a tab. */
export default consolePage(searchEverything, undefined, ({ actor, company, data, query: { q = '' } }) => {
  const sections = searchSections({ typed: q, found: data }, searchReader(actor))
    .map(({ heading, entries }) => ({ heading, entries: entries.filter(({ href }) => href) }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <Page title="Search" description="Find people, groups, permissions, pages and actions.">
      <FilterBar
        action={paths.search(company)}
        label="Search everything"
        search={{
          name: 'q',
          label: 'Search people, groups, permissions and pages',
          placeholder: 'People, groups, permissions',
          value: q,
        }}
        clearHref={paths.search(company)}
      />
      {sections.map(({ heading, entries }) => (
        <Card key={heading}>
          <CardHeader title={heading} />
          <ul className="lines">
            {entries.map(({ id, label, detail, href }) => (
              <li key={id} className="px-4 py-2.5 sm:px-5">
                <Link href={href!} className="name-link font-medium pointer-coarse:inline-block pointer-coarse:py-1.5">
                  {label}
                </Link>
                {detail && <small>{detail}</small>}
              </li>
            ))}
          </ul>
        </Card>
      ))}
      {sections.length === 0 && (
        <div className="card">
          <EmptyState title={`Nothing matches “${q}”`}>
            Try the beginning of a name, an email address, a group or a page.
          </EmptyState>
        </div>
      )}
    </Page>
  )
})
