import { consolePage } from '@/app/(console)/_frame/console-page'
import { Page } from '@/components/shell/page'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { undo } from '@/components/ui/icons'
import { Pager } from '@/components/ui/pager'
import { Time } from '@/components/ui/time'
import { bulkActionLabels, goneSentence } from '@/lib/bulk/labels'
import { viewBulkResultPage } from '@/lib/bulk/queries'
import type { BulkAct } from '@/lib/kernel/bulk-acts'
import { paths } from '@/lib/kernel/paths'
import { can } from '@/lib/operation/can'
import { bulkPermission } from '@/lib/users/bulk-actions'
import { ForgetSelection } from '../../forget-selection'
import { selectionOwner } from '../../selection-store'
import { BulkPeople } from '../bulk-people'

/** What takes an act back; a mail that was sent again is sent. */
const reverse: Partial<Record<BulkAct, BulkAct>> = {
  add: 'remove',
  remove: 'add',
  deactivate: 'reactivate',
  reactivate: 'deactivate',
}

export default consolePage(viewBulkResultPage, 'users', ({ actor, company, data, query }) => {
  const { bulkId, at, by, act, group, done, skipped, people, previous, next } = data
  const undoes = done > 0 ? reverse[act] : undefined
  const show = query.show === 'skipped' ? 'skipped' : undefined
  const here = (cursor?: string) => paths.bulkResult(company, bulkId, { show, cursor })
  return (
    <Page
      title={bulkActionLabels[act].done(done, group?.name ?? '')}
      description={
        <>
          By {by ?? 'a deleted user'}, <Time at={at} show="exact" />
        </>
      }
      breadcrumbs={[{ label: 'Users', href: paths.users(company) }]}
      actions={
        undoes &&
        can(actor, bulkPermission(undoes)) && (
          <ButtonLink icon={undo} href={paths.bulk(company, { act: undoes, groupId: group?.id, bulkId })}>
            Undo
          </ButtonLink>
        )
      }
    >
      <ForgetSelection owner={selectionOwner(actor)} />
      {skipped.not_found && <Alert tone="info">{goneSentence(skipped.not_found, 'then')}</Alert>}
      {act === 'deactivate' && done > 0 && (
        <p className="text-muted">It takes effect on their next request. Each of them has an offboarding receipt.</p>
      )}
      <BulkPeople
        company={company}
        label={bulkActionLabels[act].after}
        concerned={done}
        skipped={skipped}
        people={people}
        showsSkipped={show === 'skipped'}
        href={which => paths.bulkResult(company, bulkId, { show: which })}
      />
      <Pager firstHref={previous && here()} previousHref={previous && here(previous)} nextHref={next && here(next)} />
      <div>
        <ButtonLink href={paths.users(company)}>Back to the list</ButtonLink>
      </div>
    </Page>
  )
})
