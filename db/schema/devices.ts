import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn } from './columns'
import { users } from './users'

/** A browser that a person signed in with: no news any more, let in past the throttle, and trusted for a while if they say so. */
export const devices = pgTable(
  'devices',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the 256 random bits in the device's cookie, base64url. */
    tokenHash: text('token_hash').notNull(),
    userAgent: text('user_agent'),
    ip: text('ip'),
    createdAt: createdAtColumn(),
    lastSeenAt: instantColumn('last_seen_at').notNull().defaultNow(),
    /** Until then no second factor is asked for, where the company allows it. */
    trustedUntil: instantColumn('trusted_until'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('devices_token').on(table.companyId, table.userId, table.tokenHash),
  ],
)
