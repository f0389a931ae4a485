import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn } from './columns'
import { users } from './users'

/** Codes for who lost their second factor, each for one use. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    /** A keyed digest: a code has fewer bits than a token, and the key is not in the database. */
    codeHash: text('code_hash').notNull(),
    createdAt: createdAtColumn(),
    usedAt: instantColumn('used_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('recovery_codes_code').on(table.companyId, table.userId, table.codeHash),
  ],
)
