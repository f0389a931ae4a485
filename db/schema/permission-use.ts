import { date, foreignKey, index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn } from './columns'
import { companies } from './companies'

/** On which days (UTC) a person used a permission, and how often. Ids without foreign keys: what was used stays known. */
export const permissionUse = pgTable(
  'permission_use',
  {
    companyId: companyIdColumn(),
    userId: uuid('user_id').notNull(),
    permissionId: uuid('permission_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    uses: integer('uses').notNull(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.userId, table.permissionId, table.day] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    index('permission_use_permission').on(table.companyId, table.permissionId, table.day.desc()),
    index('permission_use_day').on(table.companyId, table.day),
  ],
)
