'use client'

import { TwoWayBars } from '@/components/ui/two-way-bars'
import { paths } from '@/lib/kernel/paths'
import type { BarWords } from './bars'

interface CountedBarsProps {
  company: string
  caption: string
  /** Of the first column of the table: "Day". */
  unit: string
  bars: readonly BarWords[]
  /** Which events were counted. */
  up: { label: string; event: string }
  /** `quiet`: nothing that is wrong. */
  down: { label: string; event: string; quiet?: boolean }
}

/** Bars that lead to the events they count. Drawn from their words, which are sent in less than their elements. */
export function CountedBars({ company, caption, unit, bars, up, down }: CountedBarsProps) {
  const eventsOf = (event: string, first?: BarWords, last = first) =>
    paths.auditLog(company, { event, from: first?.from, to: last?.to })
  return (
    <TwoWayBars
      caption={caption}
      unit={unit}
      bars={bars.map(bar => ({ ...bar, upHref: eventsOf(up.event, bar), downHref: eventsOf(down.event, bar) }))}
      up={{ label: up.label, href: eventsOf(up.event, bars[0], bars.at(-1)) }}
      down={{ label: down.label, href: eventsOf(down.event, bars[0], bars.at(-1)), quiet: down.quiet }}
    />
  )
}
