import { redirect } from 'next/navigation'
import { consolePage, type PageView } from '@/app/(console)/_frame/console-page'
import { NotAllowedNote } from '@/components/access/not-allowed-note'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterBar } from '@/components/ui/filter-bar'
import { usersIcon } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { listedSkippedCount, skippedCount } from '@/lib/bulk/eligibility'
import { PEOPLE_LISTED, previewBulkInput } from '@/lib/bulk/input'
import { bulkActionLabels, goneSentence } from '@/lib/bulk/labels'
import { previewBulkPage } from '@/lib/bulk/queries'
import { NobodyLeftError } from '@/lib/bulk/selection'
import { cancelInvitation } from '@/lib/invitations/commands'
import { countPeople, formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import type { OutputOf } from '@/lib/operation/define'
import { mayRun } from '@/lib/permissions/may-run'
import { isGroupAction, MAX_BULK_PEOPLE } from '@/lib/users/bulk-actions'
import { userFilterFields } from '@/lib/users/input'
import { ForgetSelection } from '../forget-selection'
import { selectionOwner } from '../selection-store'
import { BulkForm } from './bulk-form'
import { BulkPeople } from './bulk-people'
import { Consequences } from './consequences'

type PreviewData = OutputOf<typeof previewBulkPage>

function Preview(view: PageView<PreviewData>) {
  const { company, data, query } = view
  const filters = Object.keys(userFilterFields).map(name => [name, query[name]])
  const list = paths.users(company, query.all ? Object.fromEntries(filters) : {})
  return (
    <Page
      title={bulkActionLabels[data.act].title}
      description={summaryOf(data)}
      breadcrumbs={[{ label: 'Users', href: list }]}
    >
      <div className="flex flex-col gap-5">
        {data.gone.length > 0 && (
          <>
            <ForgetSelection owner={selectionOwner(view.actor)} ids={data.gone} />
            <Alert tone="warn">{goneSentence(data.gone.length, 'now')}</Alert>
          </>
        )}
        {data.tooMany ? (
          <Alert tone="warn" title={`More than ${MAX_BULK_PEOPLE.toLocaleString('en-GB')} people match`}>
            Bulk actions are limited to this number. Narrow down the list with a search or a filter.
          </Alert>
        ) : (
          <Body {...view} />
        )}
        <div>
          <ButtonLink href={list}>Back to the list</ButtonLink>
        </div>
      </div>
    </Page>
  )
}

/** Everybody who was chosen has been deleted since: what is chosen in this tab is forgotten, so that the list starts anew. */
function NobodyLeft({ actor, company }: Pick<PageView<unknown>, 'actor' | 'company'>) {
  return (
    <Page title="No selected people left" breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}>
      <ForgetSelection owner={selectionOwner(actor)} />
      <div className="card">
        <EmptyState
          icon={usersIcon}
          title="The people you selected no longer exist"
          action={<ButtonLink href={paths.users(company)}>Back to the list</ButtonLink>}
        >
          They may have been deleted since you selected them.
        </EmptyState>
      </div>
    </Page>
  )
}

const page = consolePage(previewBulkPage, 'users', Preview, (refusal, actor) =>
  refusal instanceof NobodyLeftError ? <NobodyLeft actor={actor} company={actor.company.slug} /> : undefined,
)

const isAsking = ({ act, group }: PreviewData): boolean => isGroupAction(act) && !group

/** How many were selected, and as far as that is known, what becomes of them. */
function summaryOf(preview: PreviewData): string {
  const { act, selected, gone, concerned, group, skipped, tooMany } = preview
  const chosen = `${countPeople(selected + gone.length)} selected`
  if (isAsking(preview) || tooMany || !selected) return `${chosen}.`
  const left = skippedCount(skipped)
  return `${chosen}: ${concerned ? bulkActionLabels[act].will(concerned, group?.name ?? '') : 'nothing to do'}${left ? `, ${formatNumber(left)} skipped` : ''}.`
}

function Body({ actor, company, data, query }: PageView<PreviewData>) {
  const { act, group, concerned, hindrance } = data
  const { groupId: _, show, page: asked = '1', ...others } = query
  const at = Number(asked)
  const showsSkipped = show === 'skipped'
  const listed = showsSkipped ? listedSkippedCount(data.skipped) : data.selected
  const pageAt = (page: number) => paths.bulk(company, { ...query, page: String(page) })
  const asks = isAsking(data)
  return (
    <>
      {isGroupAction(act) && (
        <Card className="max-w-2xl">
          <FilterBar
            action={paths.bulk(company)}
            label="Choose group"
            choices={[
              {
                name: 'groupId',
                label: 'Group',
                value: group?.id,
                chosen: group?.name,
                fixed: [{ value: '', label: 'Choose a group' }],
                source: { address: paths.groupOptions(), list: 'groups' },
              },
            ]}
            keep={others}
          />
        </Card>
      )}
      {!asks && <Consequences preview={data} />}
      <NotAllowedNote
        title={
          act === 'add' ? `You cannot add people to ${group?.name}` : `You cannot remove people from ${group?.name}`
        }
        reasons={[hindrance]}
      />
      {!asks && concerned > 0 && !hindrance && (
        <Card className="max-w-2xl">
          <BulkForm
            act={act}
            input={{ ...chosenIn(query), expected: concerned, fingerprint: data.fingerprint, granted: data.granted }}
            label={`${bulkActionLabels[act].verb} (${concerned.toLocaleString('en-GB')})`}
            invitations={mayRun(actor, cancelInvitation) ? data.invitations : 0}
          />
        </Card>
      )}
      {!asks && data.selected > 0 && (
        <>
          <BulkPeople
            company={company}
            label="Selected"
            outcome={bulkActionLabels[act].ahead}
            concerned={data.selected}
            skipped={data.skipped}
            people={data.people}
            showsSkipped={showsSkipped}
            href={which => paths.bulk(company, { ...others, show: which, groupId: group?.id })}
          />
          <Pager
            shown={data.people.length}
            total={listed}
            previousHref={at > 1 ? pageAt(at - 1) : undefined}
            nextHref={at * PEOPLE_LISTED < listed ? pageAt(at + 1) : undefined}
          />
        </>
      )}
    </>
  )
}

/** What of the address says whom the action concerns: it may say more than that, such as where somebody came from. */
function chosenIn(query: PageView<unknown>['query']) {
  const { act: _, ...chosen } = previewBulkInput.parse(query)
  return chosen
}

type Search = Record<string, string | string[] | undefined>

/** Without JavaScript each ticked box is a parameter of its own; "all who match" outdoes them. */
async function joined(searchParams: Promise<Search>): Promise<Search> {
  const { people: chosen, ...search } = await searchParams
  return search.all ? search : { ...search, people: Array.isArray(chosen) ? chosen.join(',') : chosen }
}

export default async function BulkPage({ params, searchParams }: PageProps<'/[company]/users/bulk'>) {
  const search = joined(searchParams)
  if (!(await search).act) redirect(paths.users((await params).company))
  return page({ params, searchParams: search })
}
