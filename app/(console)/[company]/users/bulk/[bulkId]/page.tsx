import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { skippedCount } from '@/lib/bulk/eligibility'
import { bulkActionLabels } from '@/lib/bulk/labels'
import { viewBulkResult } from '@/lib/bulk/queries'
import { changeMembers } from '@/lib/groups/commands'
import { countPeople } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { mayRun } from '@/lib/permissions/may-run'
import { ForgetSelection } from '../../forget-selection'
import { NamedPeople } from '../named-people'
import { SkippedList } from '../skipped-list'

const reverse = { add: 'remove', remove: 'add' } as const

export default consolePage(viewBulkResult, 'users', ({ actor, company, data }) => {
  const { bulkId, at, by, act, group, done, skipped, named } = data
  const undoes =
    group && done > 0 && mayRun(actor, changeMembers) && (act === 'add' || act === 'remove') ? reverse[act] : undefined
  return (
    <Page
      title={bulkActionLabels[act].done(done, group?.name ?? '')}
      description={
        <>
          By {by ?? 'a deleted user'}, <Time at={at} show="exact" />
        </>
      }
      breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}
    >
      <ForgetSelection company={company} />
      <div className="flex max-w-2xl flex-col gap-5">
        {named.length > 0 && (
          <Card>
            <CardHeader title="Who it was" />
            <NamedPeople named={named} of={done} personHref={id => paths.user(company, id)} />
          </Card>
        )}
        {skippedCount(skipped) > 0 && (
          <SkippedList skipped={skipped} title={`${countPeople(skippedCount(skipped))} skipped`} />
        )}
        {act === 'deactivate' && done > 0 && (
          <p className="text-muted">
            It took effect on their next request. Each of them has a receipt, and can be reactivated on their page.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <ButtonLink variant="primary" href={paths.users(company)}>
            Back to the list
          </ButtonLink>
          {undoes && (
            <ButtonLink href={paths.bulk(company, { act: undoes, groupId: group!.id, bulkId })}>Undo</ButtonLink>
          )}
        </div>
      </div>
    </Page>
  )
})
