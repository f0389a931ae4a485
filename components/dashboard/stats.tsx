import { Stat } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { paths } from '@/lib/kernel/paths'

interface StatsProps {
  company: string
  /** Left out where the reader may not see people. */
  people?: { active: number; invited: number; inactive: number }
  groups?: number
  /** Of the second factor, among the active. */
  enrolment?: { active: number; withFactor: number; must: number; mustAndHave: number }
}

const number = new Intl.NumberFormat('en')

/** Who and what there is; each number leads to its list. */
export function Stats({ company, people, groups, enrolment }: StatsProps) {
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
      {enrolment && (
        <Stat
          label="With a second factor"
          value={`${number.format(enrolment.withFactor)} of ${number.format(enrolment.active)}`}
          note={
            enrolment.must
              ? `${number.format(enrolment.mustAndHave)} of ${number.format(enrolment.must)} who must`
              : undefined
          }
          href={paths.users(company, { factor: 'none', status: 'active' })}
        />
      )}
    </div>
  )
}
