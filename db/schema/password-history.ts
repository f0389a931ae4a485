import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn } from './columns'
import { users } from './users'

/** Former passwords, as hashes, where the company's policy asks for new ones to differ. */
export const passwordHistory = pgTable(
  'password_history',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    passwordHash: text('password_hash').notNull(),
    createdAt: createdAtColumn(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    index('password_history_user').on(table.companyId, table.userId, table.createdAt),
  ],
)
