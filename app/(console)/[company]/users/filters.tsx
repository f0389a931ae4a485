'use client'

import { permissionFilter } from '@/components/permissions/permission-filter'
import { FilterChips, type FilterControl } from '@/components/ui/filter-chips'
import { choiceFilter, filterOptions, optionLabel } from '@/components/ui/filter-choice'
import { paths } from '@/lib/kernel/paths'
import { dayLabel } from '@/lib/kernel/time-zone-name'

interface UserFiltersProps {
  company: string
  /** The address without the cursor. */
  query: Record<string, string | undefined>
  /** What the group is called that the list is narrowed to. */
  groupName?: string
  /** Whose days are meant. */
  timeZone: string
  /** The days of `query` in words, made on the server: browsers may have others. */
  days: Record<'signedInSince' | 'createdFrom' | 'createdTo', string | undefined>
  found: string
}

const statuses = filterOptions('Any status', { active: 'Active', invited: 'Invited', inactive: 'Inactive' })
const factors = filterOptions('Any', { present: 'Set up', none: 'Not set up', missing: 'Required but not set up' })
const signIns = filterOptions('Any time', {
  never: 'Never',
  'not-30-days': 'Not in the last 30 days',
  'not-90-days': 'Not in the last 90 days',
})
const groups = filterOptions('Any group', { none: 'Without a group' })

const daysShown = (from?: string, to?: string): string =>
  from && to ? `${from} to ${to}` : from ? `from ${from}` : `to ${to}`

/** In the browser, too, because the words of the filters are sent in half of what their elements take. */
export function UserFilters({ company, query, groupName, timeZone, days, found }: UserFiltersProps) {
  const { q, title, status, group, permission, factor, signedIn, signedInSince, createdFrom, createdTo } = query
  const controls: FilterControl[] = [
    choiceFilter('status', 'Status', statuses, status),
    {
      kind: 'lookup',
      name: 'group',
      label: 'Group',
      value: group,
      shown: groupName ?? optionLabel(groups, group) ?? 'A deleted group',
      fixed: groups,
      source: { address: paths.groupOptions(), list: 'groups' },
    },
    permissionFilter('permission', 'Permission', permission),
    choiceFilter('factor', 'Two-factor authentication', factors, factor),
    choiceFilter('signedIn', 'Last sign-in', signIns, signedIn),
    {
      kind: 'days',
      label: 'Signed in since',
      shown: days.signedInSince,
      days: [{ name: 'signedInSince', label: dayLabel('Signed in since', timeZone), value: signedInSince }],
    },
    { kind: 'text', name: 'title', label: 'Title', value: title, shown: title, placeholder: 'Engineer' },
    {
      kind: 'days',
      label: 'Created',
      shown: daysShown(days.createdFrom, days.createdTo),
      days: [
        { name: 'createdFrom', label: dayLabel('Created from', timeZone), value: createdFrom },
        { name: 'createdTo', label: dayLabel('Created to', timeZone), value: createdTo },
      ],
    },
  ]
  return (
    <FilterChips
      action={paths.users(company)}
      label="Filter users"
      search={{ name: 'q', label: 'Search by name, email or title', placeholder: 'Name, email or title', value: q }}
      controls={controls}
      query={query}
      found={found}
    />
  )
}
