import { ActivityList } from '@/components/access/activity-list'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import type { ReadEvent } from '@/lib/audit/describe'
import { subjectHref } from '@/lib/audit/target'
import { paths } from '@/lib/kernel/paths'
import type { PermissionHolder } from '@/lib/operation/can'

interface RecentActivityProps {
  events: (ReadEvent & { id: string; at: Date })[]
  reader: PermissionHolder & { company: string }
}

export function RecentActivity({ events, reader }: RecentActivityProps) {
  return (
    <Card flush>
      <CardHeader
        flush
        title="Recent activity"
        actions={
          <ButtonLink size="sm" href={paths.auditLog(reader.company)}>
            Open the audit log
          </ButtonLink>
        }
      />
      {events.length ? (
        <ActivityList events={events} hrefOf={event => subjectHref(event, reader)} />
      ) : (
        <p className="px-4 py-3 text-muted sm:px-5">Nothing has happened yet.</p>
      )}
    </Card>
  )
}
