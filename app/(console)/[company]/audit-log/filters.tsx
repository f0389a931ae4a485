import { FilterChips } from '@/components/ui/filter-chips'
import { choiceFilter, filterOptions } from '@/components/ui/filter-choice'
import type { SelectOption } from '@/components/ui/select'
import { Tabs } from '@/components/ui/tabs'
import { eventNames, eventNamesOfKind } from '@/lib/audit/catalogue'
import { eventKindLabels, eventLabels, type EventKind } from '@/lib/audit/labels'
import { formatDay } from '@/lib/kernel/format-date'
import { paths } from '@/lib/kernel/paths'
import { dayLabel } from '@/lib/kernel/time-zone-name'
import type { EventName } from '@/lib/operation/register'

interface FiltersProps {
  company: string
  filters: Record<
    'id' | 'person' | 'kind' | 'event' | 'target' | 'outcome' | 'from' | 'to' | 'timeZone' | 'reads' | 'limit',
    string | undefined
  >
  /** What `target` is called, where that is known. */
  targetName?: string
  /** Of the one whose id the log is narrowed to. */
  personName?: string
  /** Whether people are found by their addresses and titles, too. */
  seesPeople: boolean
  /** Whose days are meant. */
  timeZone: string
  /** How many match, in words. */
  found: string
}

const outcomes = filterOptions('Any outcome', { succeeded: 'Succeeded', refused: 'Refused' })

export function Filters({ company, filters, targetName, personName, seesPeople, timeZone, found }: FiltersProps) {
  const { id, person, kind, event, target, outcome, from, to } = filters
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
      <FilterChips
        action={paths.auditLog(company)}
        label="Filter the audit log"
        search={
          personName === undefined
            ? {
                name: 'person',
                label: 'Person',
                placeholder: seesPeople ? 'Name, email or id' : 'Name or id',
                value: person,
              }
            : undefined
        }
        controls={[
          // An id says nothing to who reads it.
          ...(personName === undefined
            ? []
            : [{ kind: 'fixed' as const, name: 'person', label: 'Person', value: person, shown: personName }]),
          choiceFilter('event', 'Event', eventOptions.get(kind) ?? [], event),
          choiceFilter('outcome', 'Outcome', outcomes, outcome),
          {
            kind: 'days',
            label: 'When',
            shown: [from && `from ${formatDay(from)}`, to && `to ${formatDay(to)}`].filter(Boolean).join(' '),
            days: [
              { name: 'from', label: dayLabel('From', timeZone), value: from },
              { name: 'to', label: dayLabel('To', timeZone), value: to },
            ],
          },
          { kind: 'fixed', name: 'id', label: 'Showing', value: id, shown: 'one event' },
          { kind: 'fixed', name: 'target', label: 'About', value: target, shown: targetName ?? target },
        ]}
        query={filters}
        found={found}
      />
    </div>
  )
}

/** By kind, and without one all of them. Sorted once: there are more than a hundred. */
const eventOptions = new Map<string | undefined, SelectOption[]>([
  [undefined, optionsOf(eventNames)],
  ...Object.keys(eventKindLabels).map((kind): [string, SelectOption[]] => [
    kind,
    optionsOf(eventNamesOfKind(kind as EventKind)),
  ]),
])

function optionsOf(names: readonly EventName[]): SelectOption[] {
  const options = names.map(name => ({ value: name, label: eventLabels[name] }))
  return [{ value: '', label: 'Any event' }, ...options.sort((a, b) => a.label.localeCompare(b.label, 'en'))]
}
