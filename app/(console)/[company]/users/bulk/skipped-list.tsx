import { Card, CardHeader } from '@/components/ui/card'
import type { SkipReason } from '@/lib/bulk/events'
import { skipReasonLabels } from '@/lib/bulk/labels'
import { formatList, countPeople } from '@/lib/kernel/format'
import { NamedPeople } from './named-people'

interface SkippedListProps {
  skipped: Partial<Record<SkipReason, number>>
  title: string
  /** Some of them, before the act. */
  named?: { id: string; name: string; reason: SkipReason }[]
  /** Who can do what the reader may not. */
  helpers?: string[]
  personHref?: (id: string) => string
}

/** How many were left out, why, and who. */
export function SkippedList({ skipped, title, named = [], helpers = [], personHref }: SkippedListProps) {
  return (
    <Card>
      <CardHeader title={title} />
      <ul className="flex flex-col gap-2">
        {(Object.entries(skipped) as [SkipReason, number][]).map(([reason, count]) => (
          <li key={reason}>
            {countPeople(count)}: {skipReasonLabels[reason]}
            {reason === 'not_held' && helpers.length > 0 && <>. {formatList(helpers, 'or')} can help.</>}
            {personHref && named.length > 0 && (
              <NamedPeople named={named.filter(one => one.reason === reason)} of={count} personHref={personHref} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
