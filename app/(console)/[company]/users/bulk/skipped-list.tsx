import { Card, CardHeader } from '@/components/ui/card'
import type { SkipReason } from '@/lib/audit/events'
import { skipWords } from '@/lib/bulk/words'
import { people } from '@/lib/words'

/** How many were left out, and why. */
export function SkippedList({ skipped, title }: { skipped: Partial<Record<SkipReason, number>>; title: string }) {
  return (
    <Card>
      <CardHeader title={title} />
      <ul className="flex flex-col gap-1">
        {(Object.entries(skipped) as [SkipReason, number][]).map(([reason, count]) => (
          <li key={reason}>
            {people(count)}: {skipWords[reason]}
          </li>
        ))}
      </ul>
    </Card>
  )
}
