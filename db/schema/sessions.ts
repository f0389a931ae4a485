import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyId, createdAt, id, instant } from './columns'
import { users } from './users'

/** OWASP ASVS 7.3: a session ends when nobody used it for this long … */
export const SESSION_IDLE_MINUTES = 60
/** … and at the latest after this long, however busy it is. */
export const SESSION_HOURS = 12

export const sessions = pgTable(
  'sessions',
  {
    companyId: companyId(),
    id: id(),
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the 256 random bits in the cookie, base64url. */
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    /** The absolute end, however busy the session is. */
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    ip: text('ip'),
    userAgent: text('user_agent'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete('cascade'),
    uniqueIndex('sessions_token').on(table.companyId, table.tokenHash),
    index('sessions_user').on(table.companyId, table.userId, table.lastSeenAt),
  ],
)
