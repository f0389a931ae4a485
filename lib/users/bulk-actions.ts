import type { BulkAct } from '@/lib/kernel/bulk-acts'
import type { Permission } from '@/lib/permissions/catalogue'

/** One transaction does all of it or nothing, and must be over within the deadline of 10 s. */
export const MAX_BULK_PEOPLE = 5000

/** Which acts are about a group. */
export const isGroupAction = (act: BulkAct): boolean => act === 'add' || act === 'remove'

const demands = {
  add: 'groups:update',
  remove: 'groups:update',
  deactivate: 'users:deactivate',
  reactivate: 'users:deactivate',
  resend: 'users:invite',
} as const satisfies Record<BulkAct, Permission>

/** What each act demands by itself; to choose people demands that one may see them. */
export const bulkPermission = (act: BulkAct): Permission => demands[act]
