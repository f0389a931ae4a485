import { Icon } from '@/components/ui/icon'
import { eye, eyeOff } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { formatTotal } from '@/lib/kernel/totals'

interface ReadsSwitchProps {
  hidden: boolean
  /** How many there are; left out where nobody counted. */
  count?: number
  company: string
  filters: Record<string, string | undefined>
}

/** Shows, among what happened, what was only looked at, and hides it again. */
export function ReadsSwitch({ hidden, count, company, filters }: ReadsSwitchProps) {
  const shown = filters.reads === 'shown'
  // Of one kind or event there is nothing to hide.
  if (!hidden && (!shown || filters.kind || filters.event || filters.id)) return null
  const many = count === undefined ? '' : `${formatTotal(count)} `
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-[0.8125rem] text-muted">
      {hidden && count !== 0 && <span>Reads are hidden.</span>}
      {(shown || count !== 0) && (
        <Link
          href={paths.auditLog(company, { ...filters, reads: shown ? undefined : 'shown' })}
          className="inline-flex items-center gap-1.5 rounded-sm font-medium text-accent hover:underline pointer-coarse:min-h-10"
        >
          <Icon of={shown ? eyeOff : eye} className="size-4" />
          {shown ? 'Hide reads' : `Show ${many}reads`}
        </Link>
      )}
    </p>
  )
}
