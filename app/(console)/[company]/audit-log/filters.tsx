import type { ReactNode } from 'react'
import { FilterBar } from '@/components/ui/filter-bar'
import { Icon } from '@/components/ui/icon'
import { x } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import { Tabs } from '@/components/ui/tabs'
import { eventNames, eventNamesOfKind } from '@/lib/audit/catalogue'
import { eventKindLabels, eventLabel, type EventKind } from '@/lib/audit/labels'
import { paths } from '@/lib/kernel/paths'

interface FiltersProps {
  company: string
  filters: Record<
    'id' | 'person' | 'kind' | 'event' | 'target' | 'outcome' | 'from' | 'to' | 'reads',
    string | undefined
  >
  /** What `target` is called, where that is known. */
  targetName?: string
  /** Whether people are found by their addresses and titles, too. */
  seesPeople: boolean
}

const outcomes = [
  { value: '', label: 'Any outcome' },
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'refused', label: 'Refused' },
]

export function Filters({ company, filters, targetName, seesPeople }: FiltersProps) {
  const { id, person, kind, event, target, outcome, from, to, reads } = filters
  // A chosen event belongs to one kind, so another kind starts without it.
  const ofKind = (chosen?: string) => paths.auditLog(company, { ...filters, kind: chosen, event: undefined })
  return (
    <div className="flex flex-col gap-4">
      <Tabs
        label="Kinds of events"
        tabs={[
          { label: 'All activity', href: ofKind() },
          ...Object.entries(eventKindLabels).map(([name, label]) => ({ label, href: ofKind(name) })),
        ]}
        current={ofKind(kind)}
      />
      <FilterBar
        action={paths.auditLog(company)}
        label="Filter the audit log"
        search={{
          name: 'person',
          label: 'Person',
          placeholder: seesPeople ? 'Name, email or id of a person' : 'Name or id of a person',
          value: person,
        }}
        selects={[
          { name: 'event', label: 'Event', value: event, options: eventOptions(kind as EventKind | undefined) },
          { name: 'outcome', label: 'Outcome', value: outcome, options: outcomes },
        ]}
        dates={[
          { name: 'from', label: 'From', value: from },
          { name: 'to', label: 'To', value: to },
        ]}
        keep={{ kind, target, reads }}
        clearHref={paths.auditLog(company, { kind, target, reads })}
      />
      {id && <OnlyWith href={paths.auditLog(company, { ...filters, id: undefined })}>Only one event</OnlyWith>}
      {target && (
        <OnlyWith href={paths.auditLog(company, { ...filters, target: undefined })}>
          Only what happened to <b className="font-semibold">{targetName ?? target}</b>
        </OnlyWith>
      )}
    </div>
  )
}

/** A filter that has no control of its own, with the way to be rid of it. */
function OnlyWith({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p>
      <Link
        href={href}
        className="inline-flex max-w-full items-center gap-2 rounded-full border border-line bg-surface py-1 ps-3 pe-2 hover:border-control pointer-coarse:min-h-10"
      >
        <span className="min-w-0 wrap-anywhere">{children}</span>
        <Icon of={x} className="size-3.5 text-muted" />
        <span className="sr-only">, remove this filter</span>
      </Link>
    </p>
  )
}

function eventOptions(kind: EventKind | undefined) {
  const options = (kind ? eventNamesOfKind(kind) : eventNames).map(name => ({ value: name, label: eventLabel(name) }))
  return [{ value: '', label: 'Any event' }, ...options.sort((a, b) => a.label.localeCompare(b.label, 'en'))]
}
