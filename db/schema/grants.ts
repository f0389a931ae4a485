import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn } from './columns'
import { groups } from './groups'
import { permissions } from './permissions'

export const grants = pgTable(
  'grants',
  {
    companyId: companyIdColumn(),
    groupId: uuid('group_id').notNull(),
    permissionId: uuid('permission_id').notNull(),
    createdAt: createdAtColumn(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.groupId, table.permissionId] }),
    foreignKey({ columns: [table.companyId, table.groupId], foreignColumns: [groups.companyId, groups.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [table.companyId, table.permissionId],
      foreignColumns: [permissions.companyId, permissions.id],
    }).onDelete('cascade'),
    index('grants_permission').on(table.companyId, table.permissionId, table.groupId),
  ],
)
