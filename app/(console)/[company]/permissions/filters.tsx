'use client'

import { FilterChips } from '@/components/ui/filter-chips'
import { choiceFilter, filterOptions } from '@/components/ui/filter-choice'
import type { SelectOption } from '@/components/ui/select'
import { paths } from '@/lib/kernel/paths'

interface PermissionFiltersProps {
  company: string
  query: Record<string, string | undefined>
  /** What permissions are about, in the order of the page. */
  resources: SelectOption[]
  found: string
}

const kinds = filterOptions('Any kind', { 'built-in': 'Built in', custom: 'Custom' })
const holderCounts = filterOptions('Any number of people', {
  none: 'Nobody, not counting full access',
  one: 'One person, not counting full access',
})
const anyResource = filterOptions('Any resource', {})

/** In the browser, too, as those of users are (users/filters.tsx). */
export function PermissionFilters({ company, query, resources, found }: PermissionFiltersProps) {
  const { q, kind, holders, resource } = query
  return (
    <FilterChips
      action={paths.permissions(company)}
      label="Filter permissions"
      search={{ name: 'q', label: 'Search by name or description', placeholder: 'Name or description', value: q }}
      controls={[
        choiceFilter('kind', 'Kind', kinds, kind),
        choiceFilter('resource', 'Resource', [...anyResource, ...resources], resource),
        choiceFilter('holders', 'Held by', holderCounts, holders),
      ]}
      query={query}
      found={found}
    />
  )
}
