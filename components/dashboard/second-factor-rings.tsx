'use client'

import { Card, CardHeader } from '@/components/ui/card'
import { Legend } from '@/components/ui/legend'
import { Ring, type Share } from '@/components/ui/ring'
import { formatNumber } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'
import { AMONG_COUNTED, formatTotal, isCut } from '@/lib/kernel/totals'
import { FULL_ACCESS } from '@/lib/operation/can'

interface Coverage {
  active: number
  withFactor: number
}

interface SecondFactorRingsProps {
  company: string
  everybody?: Coverage & { must: number; mustAndHave: number }
  administrators?: Coverage
}

/** How many of the active people could show a second factor, and of those who can do everything. */
export function SecondFactorRings({ company, everybody, administrators }: SecondFactorRingsProps) {
  if (!everybody) return null
  return (
    <Card>
      <CardHeader
        title="Two-factor authentication"
        description={
          isCut(everybody.active)
            ? AMONG_COUNTED
            : everybody.must
              ? `${formatNumber(everybody.mustAndHave)} of ${formatTotal(everybody.must)} who must use it do.`
              : 'Not required for anybody.'
        }
      />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,15rem),1fr))] gap-5">
        <Covered
          title="Active people"
          coverage={everybody}
          href={factor => paths.users(company, { factor, status: 'active' })}
        />
        {administrators && administrators.active > 0 && (
          <Covered
            title="Administrators"
            coverage={administrators}
            href={factor => paths.users(company, { factor, permission: FULL_ACCESS, status: 'active' })}
          />
        )}
      </div>
    </Card>
  )
}

function Covered({
  title,
  coverage: { active, withFactor },
  href,
}: {
  title: string
  coverage: Coverage
  href: (factor: string) => string
}) {
  const shares: Share[] = [
    {
      label: 'With it',
      count: withFactor,
      value: formatNumber(withFactor),
      href: href('present'),
      mark: 'good',
      className: 'bg-mark-good',
    },
    {
      label: 'Without it',
      count: active - withFactor,
      value: `${formatNumber(active - withFactor)}${isCut(active) ? '+' : ''}`,
      href: href('none'),
      mark: 'bad',
      className: 'bg-mark-bad',
    },
  ]
  return (
    <section className="flex items-center gap-4">
      <Ring shares={shares} text={`${active ? Math.floor((withFactor / active) * 100) : 0}%`} />
      <div className="stacked min-w-0">
        <h3 className="mb-1 font-medium">{title}</h3>
        <Legend items={shares} />
      </div>
    </section>
  )
}
