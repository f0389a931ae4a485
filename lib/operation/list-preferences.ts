import { z } from 'zod'
import { jsonList } from '@/db/json'
import { listPreferencesIn } from '@/db/repositories/list-preferences'
import type { CompanyScope } from '@/db/scope'
import { listColumns, type ColumnOf, type ListName } from '@/lib/kernel/list-columns'
import { savedViewOutput } from '@/lib/kernel/outputs'

type SavedView = z.output<typeof savedViewOutput>

/** What the page of a list is told of how its reader likes to see it. */
export const listPreferencesOutput = <L extends ListName>(list: L) => ({
  /** Those that the reader chose to see; null for the usual ones. */
  columns: z.array(z.enum<readonly ColumnOf<L>[]>(listColumns[list])).nullable(),
  views: z.array(savedViewOutput),
})

/** The part of a page's batch that reads it: a list of one, or none. */
export const listPreferencesFor = (scope: CompanyScope, userId: string, list: ListName) =>
  jsonList(listPreferencesIn(scope).one(userId, list))

/** What was read, as the page is told it: columns in the order of the list, without any that there is no longer. */
export function listPreferencesSeen<L extends ListName>(
  list: L,
  [kept]: { columns: string[] | null; views: SavedView[] }[],
): { columns: ColumnOf<L>[] | null; views: SavedView[] } {
  const columns = kept?.columns
  const known: readonly ColumnOf<L>[] = listColumns[list]
  return { columns: columns ? known.filter(column => columns.includes(column)) : null, views: kept?.views ?? [] }
}
