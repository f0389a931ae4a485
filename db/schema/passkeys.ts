import {
  bigint,
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn, versionColumns } from './columns'
import { users } from './users'

/** A passkey or security key of a person [WebAuthn Level 3]: the public half only. */
export const passkeys = pgTable(
  'passkeys',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    /** What its owner calls it. */
    name: text('name').notNull(),
    credentialId: text('credential_id').notNull(),
    /** COSE key, base64url. */
    publicKey: text('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull().default(0),
    transports: jsonb('transports').$type<string[]>().notNull().default([]),
    /** It is copied to other devices by its maker, as opposed to bound to one. */
    backedUp: boolean('backed_up').notNull().default(false),
    createdAt: createdAtColumn(),
    ...versionColumns(),
    lastUsedAt: instantColumn('last_used_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('passkeys_credential').on(table.companyId, table.credentialId),
    index('passkeys_user').on(table.companyId, table.userId),
  ],
)
