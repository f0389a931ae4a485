import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, idColumn, instantColumn } from './columns'
import { companies } from './companies'
import { userStatuses } from './users'

/*
 * What a group was called, what a permission named and what a person's status was, and when. A row that has not ended says what
 * the live row says; after the live row is gone these remain, without a foreign key, and hold no name of a person.
 */

const period = () => ({
  validFrom: instantColumn('valid_from').notNull(),
  endedAt: instantColumn('ended_at'),
})

export const groupNames = pgTable(
  'group_names',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    groupId: uuid('group_id').notNull(),
    name: text('name').notNull(),
    ...period(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('group_names_open')
      .on(table.companyId, table.groupId)
      .where(sql`ended_at is null`),
    index('group_names_group').on(table.companyId, table.groupId, table.validFrom.desc()),
  ],
)

export const permissionKeys = pgTable(
  'permission_keys',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    permissionId: uuid('permission_id').notNull(),
    resource: text('resource').notNull(),
    action: text('action').notNull(),
    ...period(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('permission_keys_open')
      .on(table.companyId, table.permissionId)
      .where(sql`ended_at is null`),
    index('permission_keys_permission').on(table.companyId, table.permissionId, table.validFrom.desc()),
  ],
)

export const userStatusPeriods = pgTable(
  'user_statuses',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    status: text('status', { enum: userStatuses }).notNull(),
    ...period(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('user_statuses_open')
      .on(table.companyId, table.userId)
      .where(sql`ended_at is null`),
    index('user_statuses_user').on(table.companyId, table.userId, table.validFrom.desc()),
  ],
)
