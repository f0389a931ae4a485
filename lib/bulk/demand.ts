import type { BulkAct } from '../audit/events'
import type { Permission } from '../permissions/catalogue'

const demands = {
  add: 'groups:update',
  remove: 'groups:update',
  deactivate: 'users:update',
  resend: 'users:invite',
} as const satisfies Record<BulkAct, Permission>

/** What each act demands by itself; to choose people demands that one may see them. */
export const demandOf = (act: BulkAct): Permission => demands[act]
