import { check, foreignKey, index, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn } from './columns'
import { groups } from './groups'
import { holdingColumns, isOpen, knownEnd, knownSource, openIdColumn } from './holding-columns'
import { users } from './users'

export const memberships = pgTable(
  'memberships',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    groupId: uuid('group_id').notNull(),
    userId: uuid('user_id').notNull(),
    createdAt: createdAtColumn(),
    ...holdingColumns(),
    openGroupId: openIdColumn('open_group_id', 'group_id'),
    openUserId: openIdColumn('open_user_id', 'user_id'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({
      columns: [table.companyId, table.openGroupId],
      foreignColumns: [groups.companyId, groups.id],
      name: 'memberships_open_group_fk',
    }),
    foreignKey({
      columns: [table.companyId, table.openUserId],
      foreignColumns: [users.companyId, users.id],
      name: 'memberships_open_user_fk',
    }),
    // Besides it has, by migration 19, what counting the members of a group needs: include (id, valid_from, valid_to).
    uniqueIndex('memberships_open')
      .on(table.companyId, table.openGroupId, table.openUserId)
      .where(isOpen('open_group_id')),
    index('memberships_open_user')
      .on(table.companyId, table.openUserId, table.openGroupId)
      .where(isOpen('open_user_id')),
    index('memberships_user').on(table.companyId, table.userId, table.validFrom.desc()),
    // With all that is asked of the past of a group, so that its members of then are read from the index alone.
    index('memberships_group').on(
      table.companyId,
      table.groupId,
      table.validFrom.desc(),
      table.endedAt,
      table.validTo,
      table.userId,
      table.id,
    ),
    check('memberships_source_known', knownSource),
    check('memberships_end_known', knownEnd),
  ],
)
