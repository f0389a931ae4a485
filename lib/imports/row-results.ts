import type { importRowsIn, ImportRowResult } from '@/db/repositories/import-rows'
import type { importsIn } from '@/db/repositories/imports'
import { ambiguousGroup, unknownGroups } from './labels'
import type { ExistingRecords } from './validate'

export type Import = Awaited<ReturnType<ReturnType<typeof importsIn>['findForUpdate']>>
export type WaitingRow = Awaited<ReturnType<ReturnType<typeof importRowsIn>['waiting']>>[number]

export const skipped = ({ line }: WaitingRow, reason: string | null): ImportRowResult => ({
  line,
  outcome: 'skipped',
  reason,
  invitationId: null,
})
export const failed = ({ line }: WaitingRow, reason: string | null): ImportRowResult => ({
  line,
  outcome: 'failed',
  reason,
  invitationId: null,
})

/** What has changed since about the groups that a row names. */
export function refusalOfGroups(row: WaitingRow, known: ExistingRecords): ImportRowResult | undefined {
  const ambiguous = row.groupNames.find(name => known.groups(name).length > 1)
  if (ambiguous) return failed(row, ambiguousGroup(ambiguous, known.groups(ambiguous)))
  const unknown = row.groupNames.filter(name => !known.groups(name).length)
  return unknown.length ? failed(row, unknownGroups(unknown)) : undefined
}
