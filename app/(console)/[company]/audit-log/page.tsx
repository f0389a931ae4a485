import { consolePage } from '@/app/(console)/_frame/console-page'
import { ViewsAndColumns } from '@/app/(console)/_frame/views-and-columns'
import { EventList } from '@/components/audit/event-list'
import { ExportMenu } from '@/components/shell/export-menu'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { scrollText } from '@/components/ui/icons'
import { TextLink } from '@/components/ui/link'
import { newerOlder, Pager } from '@/components/ui/pager'
import { describeEvent } from '@/lib/audit/describe'
import { listAuditEventsPage } from '@/lib/audit/queries'
import { targetNameOf } from '@/lib/audit/target'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'
import { can } from '@/lib/operation/can'
import { explainOperation } from '@/lib/registry'
import { Filters } from './filters'
import { ReadsSwitch } from './reads-switch'
import { TimeZoneSwitch } from './time-zone-switch'

export default consolePage(listAuditEventsPage, 'audit-log', ({ actor, company, data, query }) => {
  const { id, cursor, limit, person, kind, event, target, outcome, from, to, reads } = query
  // Whoever is sent the address sees the same days.
  const timeZone = query.timeZone ?? (from || to ? data.timeZone : undefined)
  const filters = { id, person, kind, event, target, outcome, from, to, timeZone, reads, limit }
  const narrowed = person || event || outcome || from || to || target
  const about = data.events.find(({ targetId }) => targetId === target?.toLowerCase())
  const asked = person?.toLowerCase()
  const personName =
    data.events.find(({ actorId }) => actorId === asked)?.actorName ??
    data.events.find(({ targetType, targetId }) => targetType === 'user' && targetId === asked)?.targetName
  return (
    <Page
      title="Audit log"
      description="Who did what, and when. Entries cannot be changed or deleted."
      wide
      actions={
        <>
          <ViewsAndColumns list="audit-log" href={paths.auditLog(company)} query={filters} views={data.views} />
          <ExportMenu
            href={format =>
              paths.exportAuditLog(company, { ...filters, reads: data.readsHidden ? 'hidden' : undefined, format })
            }
          />
        </>
      }
    >
      <Filters
        company={company}
        filters={filters}
        targetName={about && targetNameOf(about)}
        personName={personName ?? undefined}
        seesPeople={can(actor, 'users:read')}
        timeZone={data.timeZone}
        found={narrowed && data.total !== undefined ? `${formatTotal(data.total)} found` : ''}
      />
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1">
        <ReadsSwitch hidden={data.readsHidden} count={data.reads} company={company} filters={filters} />
        <TimeZoneSwitch company={company} filters={filters} timeZone={data.timeZone} ownTimeZone={data.ownTimeZone} />
      </div>
      {data.events.length ? (
        <EventList
          events={data.events}
          sentenceOf={shown => describeEvent(shown, explainOperation)}
          reader={{ permissions: actor.permissions, company, explainOperation }}
          timeZone={query.timeZone}
          open={Boolean(id)}
        />
      ) : (
        <Card flush>
          <EmptyState icon={scrollText} title="No events match">
            Try other filters, or{' '}
            <TextLink href={paths.auditLog(company, { reads: 'shown' })}>show all activity</TextLink>.
          </EmptyState>
        </Card>
      )}
      <Pager
        shown={data.events.length}
        total={id ? undefined : data.total}
        size={
          id
            ? undefined
            : { current: Number(limit ?? 50), href: size => paths.auditLog(company, { ...filters, limit: size }) }
        }
        firstHref={cursor && paths.auditLog(company, filters)}
        previousHref={data.previous && paths.auditLog(company, { ...filters, cursor: data.previous })}
        nextHref={data.next && paths.auditLog(company, { ...filters, cursor: data.next })}
        labels={newerOlder}
      />
    </Page>
  )
})
