import { bigint, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, instantColumn } from './columns'
import { users } from './users'

/** An authenticator app of a person; begun, and a factor once a code of it confirmed it. */
export const totpFactors = pgTable(
  'totp_factors',
  {
    companyId: companyIdColumn(),
    userId: uuid('user_id').notNull(),
    /** The key, encrypted with one that is not in the database. */
    sealedSecret: text('sealed_secret').notNull(),
    createdAt: createdAtColumn(),
    confirmedAt: instantColumn('confirmed_at'),
    /** The 30-second step of the last accepted code: a step is accepted once [RFC 6238 section 5.2]. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
    lastUsedAt: instantColumn('last_used_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.userId] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
  ],
)
