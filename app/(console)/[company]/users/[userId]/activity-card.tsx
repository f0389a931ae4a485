import type { ComponentProps } from 'react'
import { ActivityList } from '@/components/access/activity-list'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'

export function ActivityCard({
  events,
  allHref,
}: {
  events: ComponentProps<typeof ActivityList>['events']
  allHref: string
}) {
  return (
    <Card flush>
      <CardHeader
        flush
        title="Recent activity"
        actions={
          <ButtonLink size="sm" href={allHref}>
            All in the audit log
          </ButtonLink>
        }
      />
      {events.length ? (
        <ActivityList events={events} />
      ) : (
        <p className="px-4 py-5 text-muted sm:px-5">Nothing has happened yet.</p>
      )}
    </Card>
  )
}
