import { Stat } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { paths } from '@/lib/kernel/paths'

interface StatsProps {
  company: string
  /** Left out where the reader may not see people. */
  people?: { active: number; invited: number; inactive: number }
  groups?: number
  /** Of the second factor, among the active. */
  coverage?: { active: number; withFactor: number; must: number; mustAndHave: number }
}

const number = new Intl.NumberFormat('en')

/** Who and what there is; each number leads to its list. */
export function Stats({ company, people, groups, coverage }: StatsProps) {
  if (!people && groups === undefined) return null
  return (
    <div className={cx('grid gap-3', people ? 'grid-cols-2 lg:grid-cols-5' : 'sm:grid-cols-4')}>
      {people && (
        <>
          <Stat
            label="Active users"
            value={number.format(people.active)}
            href={paths.users(company, { status: 'active' })}
          />
          <Stat
            label="Invited users"
            value={number.format(people.invited)}
            href={paths.users(company, { status: 'invited' })}
          />
          <Stat
            label="Inactive users"
            value={number.format(people.inactive)}
            href={paths.users(company, { status: 'inactive' })}
          />
        </>
      )}
      {groups !== undefined && <Stat label="Groups" value={number.format(groups)} href={paths.groups(company)} />}
      {coverage && (
        <Stat
          label="With a second factor"
          value={`${number.format(coverage.withFactor)} of ${number.format(coverage.active)}`}
          note={
            coverage.must
              ? `${number.format(coverage.mustAndHave)} of ${number.format(coverage.must)} who must`
              : undefined
          }
          href={paths.users(company, { factor: 'none', status: 'active' })}
        />
      )}
    </div>
  )
}
