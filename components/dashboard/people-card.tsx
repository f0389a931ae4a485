import { Card, CardHeader } from '@/components/ui/card'
import { Legend } from '@/components/ui/legend'
import { TextLink } from '@/components/ui/link'
import { ShareBar, type BarShare } from '@/components/ui/share-bar'
import { JOINED, LEFT } from '@/lib/dashboard/counted-events'
import { paths } from '@/lib/kernel/paths'
import { readerTimeZone } from '@/lib/kernel/reader'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import { formatTotal } from '@/lib/kernel/totals'
import { barsOf, type Counted } from './bars'
import { CountedBars } from './counted-bars'

interface PeopleCardProps {
  company: string
  /** Left out where the reader may not see people. */
  people?: { active: number; invited: number; inactive: number }
  groups?: number
  /** By week; left out where the reader may not see the audit log. */
  weeks?: readonly Counted[]
}

/** Who there is, by status, and who came and went. */
export function PeopleCard({ company, people, groups, weeks }: PeopleCardProps) {
  if (!people && groups === undefined && !weeks) return null
  const moves = weeks?.some(({ up, down }) => up + down > 0)
  return (
    <Card>
      <CardHeader
        title={people || weeks ? 'Users' : 'Groups'}
        actions={
          groups !== undefined && (
            <TextLink href={paths.groups(company)}>
              {formatTotal(groups)} {groups === 1 ? 'group' : 'groups'}
            </TextLink>
          )
        }
      />
      {people && <Statuses company={company} people={people} />}
      {weeks && (
        <div className="mt-5">
          <h3 className="font-medium">Joined and left</h3>
          <p className="mb-2 text-[0.8125rem] text-muted">
            The last {weeks.length} weeks, in {timeZoneName(readerTimeZone())}.
          </p>
          {moves ? (
            <CountedBars
              company={company}
              caption={`People who joined and left, by week, in the last ${weeks.length} weeks`}
              unit="Week"
              bars={barsOf(weeks)}
              up={{ label: 'Joined', event: JOINED }}
              down={{ label: 'Left', event: LEFT, quiet: true }}
            />
          ) : (
            <p className="text-muted">Nobody has joined or left in this period.</p>
          )}
        </div>
      )}
    </Card>
  )
}

function Statuses({ company, people }: { company: string; people: NonNullable<PeopleCardProps['people']> }) {
  const share = (status: keyof typeof people, label: string, mark: BarShare['mark'], className: string): BarShare => ({
    label,
    count: people[status],
    value: formatTotal(people[status]),
    href: paths.users(company, { status }),
    mark,
    className,
  })
  const shares = [
    share('active', 'Active', 'good', 'bg-mark-good'),
    share('invited', 'Invited', 'soft', 'bg-mark-soft'),
    share('inactive', 'Inactive', 'faint', 'bg-control'),
  ]
  return (
    <div className="grid gap-3">
      <ShareBar shares={shares} />
      <Legend items={shares} />
    </div>
  )
}
