import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn } from './columns'
import { users } from './users'

/** OWASP ASVS 7.3: unless a company says otherwise, a session ends when nobody used it for this long … */
export const SESSION_IDLE_MINUTES = 60
/** … and at the latest after this long, however busy it is. */
export const SESSION_HOURS = 12
/** The longest that a company may choose. */
export const SESSION_MAX_HOURS = 24

export const sessionMethods = ['password', 'invitation', 'email_code', 'passkey'] as const
export type SessionMethod = (typeof sessionMethods)[number]

export const sessions = pgTable(
  'sessions',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    /** SHA-256 of the 256 random bits in the cookie, base64url. */
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAtColumn(),
    lastSeenAt: instantColumn('last_seen_at').notNull().defaultNow(),
    /** The absolute end, however busy the session is. */
    expiresAt: instantColumn('expires_at').notNull(),
    endedAt: instantColumn('ended_at'),
    /** How it began. */
    method: text('method', { enum: sessionMethods }).notNull().default('password'),
    /** The password was right and the second factor is still to come; such a session opens nothing else. */
    pending: boolean('pending').notNull().default(false),
    /** When a second factor was shown in this session, or the passkey it began with. */
    secondFactorAt: instantColumn('second_factor_at'),
    /** A trusted device stood in for the second factor. */
    trustedDevice: boolean('trusted_device').notNull().default(false),
    /** When its person last proved that they still are who signed in. */
    steppedUpAt: instantColumn('stepped_up_at'),
    deviceId: uuid('device_id'),
    ip: text('ip'),
    userAgent: text('user_agent'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('sessions_token').on(table.companyId, table.tokenHash),
    index('sessions_user').on(table.companyId, table.userId, table.lastSeenAt),
  ],
)
