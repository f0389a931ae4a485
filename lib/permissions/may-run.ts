import { can, type PermissionHolder } from '@/lib/operation/can'
import type { AnyOperation } from '@/lib/operation/define'

/** Whether somebody has the permission that an operation demands: a page offers what it calls by this, so that both agree. */
export const mayRun = (holder: PermissionHolder, { permission }: Pick<AnyOperation, 'permission'>): boolean =>
  permission === null || can(holder, permission)
