'use client'

import { permissionFilter } from '@/components/permissions/permission-filter'
import { FilterChips, type FilterControl } from '@/components/ui/filter-chips'
import { choiceFilter, filterOptions } from '@/components/ui/filter-choice'
import { paths } from '@/lib/kernel/paths'

interface GroupFiltersProps {
  company: string
  /** The address without the cursor. */
  query: Record<string, string | undefined>
  /** Whether permissions can be found by what they are called, which is for who may see people. */
  findsPermissions: boolean
  found: string
}

const sizes = filterOptions('Any size', { one: 'One member', none: 'No members' })
const requirements = filterOptions('Any', { yes: 'Required', no: 'Not required' })

/** In the browser, too, as those of users are (users/filters.tsx). */
export function GroupFilters({ company, query, findsPermissions, found }: GroupFiltersProps) {
  const { q, members, grants, requiresSecondFactor } = query
  const controls: FilterControl[] = [
    choiceFilter('members', 'Members', sizes, members),
    choiceFilter('requiresSecondFactor', 'Two-factor authentication', requirements, requiresSecondFactor),
    findsPermissions
      ? permissionFilter('grants', 'Grants', grants)
      : { kind: 'text', name: 'grants', label: 'Grants', value: grants, shown: grants, placeholder: 'users:read' },
  ]
  return (
    <FilterChips
      action={paths.groups(company)}
      label="Filter groups"
      search={{
        name: 'q',
        label: 'Search by name, slug or description',
        placeholder: 'Name, slug or description',
        value: q,
      }}
      controls={controls}
      query={query}
      found={found}
    />
  )
}
