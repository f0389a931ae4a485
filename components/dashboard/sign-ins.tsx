import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { DailyBars, type Day } from '@/components/ui/chart'
import { paths } from '@/lib/kernel/paths'

export function SignIns({ company, days }: { company: string; days: Day[] }) {
  return (
    <Card>
      <CardHeader
        title="Sign-ins"
        description="The last 30 days."
        actions={
          <ButtonLink size="sm" href={paths.auditLog(company, { kind: 'sign-in' })}>
            See all
          </ButtonLink>
        }
      />
      <DailyBars days={days} goodLabel="Succeeded" badLabel="Refused" caption="Sign-ins of the last 30 days" />
    </Card>
  )
}
