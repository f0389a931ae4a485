import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { timeZoneName } from '@/lib/kernel/time-zone-name'

interface TimeZoneSwitchProps {
  company: string
  filters: Record<string, string | undefined>
  /** By whose clock the log is shown. */
  timeZone: string
  /** The reader's. */
  ownTimeZone: string
}

/** Says by whose clock the log is shown, and changes between the reader's and UTC, in which it is kept. */
export function TimeZoneSwitch({ company, filters, timeZone, ownTimeZone }: TimeZoneSwitchProps) {
  const other = timeZone === ownTimeZone ? 'UTC' : ownTimeZone
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-muted">
      <span>Times are in {timeZoneName(timeZone)}.</span>
      {other !== timeZone && (
        <Link
          href={paths.auditLog(company, { ...filters, timeZone: other === ownTimeZone ? undefined : other })}
          className="rounded-sm font-medium text-accent hover:underline pointer-coarse:min-h-10"
        >
          Show in {timeZoneName(other)}
        </Link>
      )}
    </p>
  )
}
