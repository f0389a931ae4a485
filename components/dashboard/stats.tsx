import { Stat } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { AMONG_COUNTED, formatTotal, isCut } from '@/lib/kernel/totals'

interface StatsProps {
  company: string
  /** Left out where the reader may not see people. */
  people?: { active: number; invited: number; inactive: number }
  groups?: number
  /** Of the second factor, among the active. */
  enrolment?: { active: number; withFactor: number; must: number; mustAndHave: number }
}

/** Who and what there is; each number leads to its list. */
export function Stats({ company, people, groups, enrolment }: StatsProps) {
  if (!people && groups === undefined) return null
  return (
    <div className={cx('grid gap-3', people ? 'grid-cols-2 lg:grid-cols-5' : 'sm:grid-cols-4')}>
      {people && (
        <>
          <Stat
            label="Active users"
            value={formatTotal(people.active)}
            href={paths.users(company, { status: 'active' })}
          />
          <Stat
            label="Invited users"
            value={formatTotal(people.invited)}
            href={paths.users(company, { status: 'invited' })}
          />
          <Stat
            label="Inactive users"
            value={formatTotal(people.inactive)}
            href={paths.users(company, { status: 'inactive' })}
          />
        </>
      )}
      {groups !== undefined && <Stat label="Groups" value={formatTotal(groups)} href={paths.groups(company)} />}
      {enrolment && (
        <Stat
          label="With a second factor"
          value={`${formatNumber(enrolment.withFactor)} of ${formatTotal(enrolment.active)}`}
          note={
            isCut(enrolment.active)
              ? AMONG_COUNTED
              : enrolment.must
                ? `${formatNumber(enrolment.mustAndHave)} of ${formatTotal(enrolment.must)} who must`
                : undefined
          }
          href={paths.users(company, { factor: 'none', status: 'active' })}
        />
      )}
    </div>
  )
}
