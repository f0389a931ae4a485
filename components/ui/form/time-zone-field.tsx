'use client'

import { useMemo, useState } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'
import { timeZones } from '@/lib/kernel/time-zone'
import { timeZoneHere } from '@/lib/kernel/time-zone-cookie'
import { timeZoneName } from '@/lib/kernel/time-zone-name'
import type { FieldProps } from './field'
import { SelectField } from './select-field'

interface TimeZoneFieldProps extends FieldProps {
  /** The one that is chosen; empty for none. */
  current: string
  /** Whether none can be chosen, which is the browser's. */
  orBrowsers?: boolean
}

/** All time zones are not sent with the page: the browser knows them. */
export function TimeZoneField({ current, orBrowsers, ...field }: TimeZoneFieldProps) {
  const hydrated = useHydrated()
  // The list stays as it is while the page is open: which option is chosen goes by its place.
  const [first] = useState(current)
  const options = useMemo(() => {
    // What is there before the others come stays where it is.
    const chosen = first ? [first] : []
    const all = hydrated ? [...new Set([...chosen, timeZoneHere(), ...timeZones()])] : chosen
    const browsers = {
      value: '',
      label: hydrated
        ? `Same as the browser you use (now ${timeZoneName(timeZoneHere())})`
        : 'Same as the browser you use',
    }
    return [...(orBrowsers ? [browsers] : []), ...all.map(value => ({ value, label: timeZoneName(value) }))]
  }, [hydrated, first, orBrowsers])
  return <SelectField {...field} options={options} nameOf={timeZoneName} />
}
