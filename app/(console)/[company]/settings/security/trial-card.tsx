import { Card, CardHeader } from '@/components/ui/card'

interface TrialCardProps {
  trial: { by: string | null; changes: Record<string, { from: string; to: string }> }
}

/** What is on trial; how long, and what can be done about it, stands at the top of every page. */
export function TrialCard({ trial: { by, changes } }: TrialCardProps) {
  return (
    <Card>
      <CardHeader title="On trial" description={by ? `Started by ${by}.` : undefined} />
      <dl className="divide-y divide-line">
        {Object.entries(changes).map(([part, { from, to }]) => (
          <div key={part} className="py-2.5 first:pt-0 last:pb-0">
            <dt className="font-medium first-letter:uppercase">{part}</dt>
            <dd className="wrap-anywhere">
              Now: {to}
              <span className="block text-muted">Before, and again unless somebody keeps the new settings: {from}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
