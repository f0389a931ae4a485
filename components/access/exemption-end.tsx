import { Time } from '@/components/ui/time'
import { lastExemptionDay } from '@/lib/exemptions/days'
import { formatDay } from '@/lib/kernel/format-date'
import { timeZoneName } from '@/lib/kernel/time-zone-name'

/** "through 1 Dec 2026 (America/Sao Paulo)": the last day, as who granted it chose it. */
export function ExemptionEnd({ until, timeZone }: { until: Date; timeZone: string }) {
  const day = lastExemptionDay(until, timeZone)
  if (!day)
    return (
      <>
        until <Time at={until} show="datetime" />
      </>
    )
  return (
    <>
      through <time dateTime={day}>{formatDay(day)}</time> ({timeZoneName(timeZone)})
    </>
  )
}
