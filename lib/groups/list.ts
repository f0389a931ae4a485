import type { z } from 'zod'
import { jsonList, type Batch } from '@/db/json'
import { decodeCursor, pageOf } from '@/db/keyset'
import { groupListIn, type GroupFilter, type GroupSortKey } from '@/db/repositories/group-list'
import type { CompanyScope } from '@/db/scope'
import { filtersAsked } from '@/lib/operation/filters-asked'
import { groupFilterFields, type GroupSort, type listGroupsInput } from './input'
import { rememberedMembers, rememberMembers } from './remembered-members'

/** Of a page. */
const PAGE = 50

export type GroupListInput = z.output<typeof listGroupsInput>

const orderOf = (sort: GroupSort = 'name') => ({
  by: sort.replace('-', '') as GroupSortKey,
  descending: sort.startsWith('-'),
})

/** Which groups an input means: what a page shows, what is counted and what a file has are the same. */
export const groupFilterOf = ({ q, members, grants, requiresSecondFactor }: GroupListInput): GroupFilter => ({
  q,
  members,
  grants,
  requiresSecondFactor: requiresSecondFactor && requiresSecondFactor === 'yes',
})

/** What the log keeps of it. */
export const groupFilterFacts = (input: GroupListInput): Record<string, string> =>
  filtersAsked(groupFilterFields, input, ['q'])

/** How many rows a page has that was asked for like this. */
const sizeOf = ({ limit = PAGE }: GroupListInput): number => limit

/** What everybody reads who reads the list: pages, programs and files. */
export const groupListReads = (scope: CompanyScope, input: GroupListInput, limit = sizeOf(input)) => ({
  found: jsonList(
    groupListIn(scope).list(
      groupFilterOf(input),
      { ...orderOf(input.sort), cursor: decodeCursor(input.cursor) },
      limit,
      rememberedMembers(scope.companyId),
    ),
  ),
})

type FoundGroup = Batch<ReturnType<typeof groupListReads>>['found'][number]

const keyOf: Record<GroupSortKey, (group: FoundGroup) => string> = {
  name: group => group.nameKey,
  created: group => group.createdAt.toISOString(),
}

/** Of what was found a page, and where its neighbours begin. */
export function groupListPage(
  { companyId }: CompanyScope,
  found: FoundGroup[],
  input: GroupListInput,
  limit = sizeOf(input),
) {
  rememberMembers(companyId, found)
  const { rows, ...neighbours } = pageOf(found, limit, decodeCursor(input.cursor), keyOf[orderOf(input.sort).by])
  return { groups: rows.map(({ nameKey: _, ...group }) => group), ...neighbours }
}
