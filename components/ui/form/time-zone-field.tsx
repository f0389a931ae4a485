'use client'

import { useMemo } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'
import { timeZones } from '@/lib/kernel/time-zone'
import { timeZoneHere } from '@/lib/kernel/time-zone-cookie'
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
  const options = useMemo(() => {
    // What is there before the others come stays where it is.
    const first = current ? [current] : []
    const all = hydrated ? [...first, ...timeZones().filter(zone => zone !== current)] : first
    const browsers = {
      value: '',
      label: hydrated ? `Same as this browser (${timeZoneHere()})` : 'Same as this browser',
    }
    return [...(orBrowsers ? [browsers] : []), ...all.map(value => ({ value, label: value.replaceAll('_', ' ') }))]
  }, [hydrated, current, orBrowsers])
  return <SelectField {...field} options={options} />
}
