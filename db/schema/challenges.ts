import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn } from './columns'
import { companies } from './companies'
import { users } from './users'

export const challengePurposes = ['email_code', 'passkey_sign_in', 'passkey_check', 'passkey_registration'] as const
export type ChallengePurpose = (typeof challengePurposes)[number]

/** A question to one browser, to be answered once and soon: a mailed code, or what a passkey is to sign. */
export const challenges = pgTable(
  'challenges',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    purpose: text('purpose', { enum: challengePurposes }).notNull(),
    /** Whom it is for; nobody yet where a passkey is to say so itself, or where the address was unknown. */
    userId: uuid('user_id'),
    /** SHA-256 of the random bits that the asking browser keeps: nobody else can answer. */
    browserHash: text('browser_hash').notNull(),
    /** A keyed digest of the code, or the challenge that a passkey signs. */
    expected: text('expected').notNull(),
    tries: integer('tries').notNull().default(0),
    createdAt: createdAtColumn(),
    expiresAt: instantColumn('expires_at').notNull(),
    endedAt: instantColumn('ended_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('challenges_browser').on(table.companyId, table.browserHash, table.purpose),
    index('challenges_user').on(table.companyId, table.userId, table.purpose),
    index('challenges_expiry').on(table.companyId, table.expiresAt),
    check(
      'challenges_purpose_known',
      sql`purpose in ('email_code', 'passkey_sign_in', 'passkey_check', 'passkey_registration')`,
    ),
  ],
)
