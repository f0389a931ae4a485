import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn } from './columns'
import { groups } from './groups'
import { users } from './users'

export const memberships = pgTable(
  'memberships',
  {
    companyId: companyIdColumn(),
    groupId: uuid('group_id').notNull(),
    userId: uuid('user_id').notNull(),
    createdAt: createdAtColumn(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.groupId, table.userId] }),
    foreignKey({ columns: [table.companyId, table.groupId], foreignColumns: [groups.companyId, groups.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    index('memberships_user').on(table.companyId, table.userId, table.groupId),
  ],
)
