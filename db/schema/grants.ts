import { check, foreignKey, index, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn } from './columns'
import { groups } from './groups'
import { holdingColumns, isOpen, knownEnd, knownSource, openIdColumn } from './holding-columns'
import { permissions } from './permissions'

export const grants = pgTable(
  'grants',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    groupId: uuid('group_id').notNull(),
    permissionId: uuid('permission_id').notNull(),
    createdAt: createdAtColumn(),
    ...holdingColumns(),
    openGroupId: openIdColumn('open_group_id', 'group_id'),
    openPermissionId: openIdColumn('open_permission_id', 'permission_id'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({
      columns: [table.companyId, table.openGroupId],
      foreignColumns: [groups.companyId, groups.id],
      name: 'grants_open_group_fk',
    }),
    foreignKey({
      columns: [table.companyId, table.openPermissionId],
      foreignColumns: [permissions.companyId, permissions.id],
      name: 'grants_open_permission_fk',
    }),
    uniqueIndex('grants_open')
      .on(table.companyId, table.openGroupId, table.openPermissionId)
      .where(isOpen('open_group_id')),
    index('grants_open_permission')
      .on(table.companyId, table.openPermissionId, table.openGroupId)
      .where(isOpen('open_permission_id')),
    index('grants_permission').on(table.companyId, table.permissionId, table.validFrom.desc()),
    index('grants_group').on(table.companyId, table.groupId, table.validFrom.desc()),
    check('grants_source_known', knownSource),
    check('grants_end_known', knownEnd),
  ],
)
