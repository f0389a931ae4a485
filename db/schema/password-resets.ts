import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn } from './columns'
import { users } from './users'

/** A link to choose a new password with, for one use. */
export const passwordResets = pgTable(
  'password_resets',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the 256 random bits in the link, base64url. */
    tokenHash: text('token_hash').notNull(),
    /** The administrator who had it sent; the person themselves where empty. No foreign key: people go. */
    requestedBy: uuid('requested_by'),
    createdAt: createdAtColumn(),
    expiresAt: instantColumn('expires_at').notNull(),
    /** Used up, or overtaken by a newer one, a changed password or a deactivation. */
    endedAt: instantColumn('ended_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('password_resets_token').on(table.companyId, table.tokenHash),
    index('password_resets_user').on(table.companyId, table.userId, table.createdAt),
  ],
)
