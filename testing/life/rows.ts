import type { PgTable } from 'drizzle-orm/pg-core'
import type {
  auditEvents,
  bulkActionPeople,
  bulkActions,
  deactivations,
  devices,
  grants,
  groupNames,
  groups,
  importRows,
  imports,
  invitations,
  mailMessages,
  memberships,
  passkeys,
  passwordResets,
  permissionKeys,
  permissions,
  permissionUse,
  recoveryCodes,
  sessions,
  totpFactors,
  userStatusPeriods,
} from '@/db/schema'

/** Rows of a table, before the company is known that they belong to. */
type New<T extends PgTable> = Omit<T['$inferInsert'], 'companyId'>[]

/** All that a year leaves behind, by table; people are written of what became of them. */
export interface LifeRows {
  auditEvents: New<typeof auditEvents>
  bulkActions: New<typeof bulkActions>
  bulkActionPeople: New<typeof bulkActionPeople>
  deactivations: New<typeof deactivations>
  devices: New<typeof devices>
  grants: New<typeof grants>
  groupNames: New<typeof groupNames>
  groups: New<typeof groups>
  importRows: New<typeof importRows>
  imports: New<typeof imports>
  invitations: New<typeof invitations>
  mailMessages: New<typeof mailMessages>
  memberships: New<typeof memberships>
  passkeys: New<typeof passkeys>
  passwordResets: New<typeof passwordResets>
  permissionKeys: New<typeof permissionKeys>
  permissions: New<typeof permissions>
  permissionUse: New<typeof permissionUse>
  recoveryCodes: New<typeof recoveryCodes>
  sessions: New<typeof sessions>
  totpFactors: New<typeof totpFactors>
  userStatusPeriods: New<typeof userStatusPeriods>
}

/** One row of these. */
export type LifeRow<T extends keyof LifeRows> = LifeRows[T][number]

export const noRows = (): LifeRows => ({
  auditEvents: [],
  bulkActions: [],
  bulkActionPeople: [],
  deactivations: [],
  devices: [],
  grants: [],
  groupNames: [],
  groups: [],
  importRows: [],
  imports: [],
  invitations: [],
  mailMessages: [],
  memberships: [],
  passkeys: [],
  passwordResets: [],
  permissionKeys: [],
  permissions: [],
  permissionUse: [],
  recoveryCodes: [],
  sessions: [],
  totpFactors: [],
  userStatusPeriods: [],
})
