import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn, keyColumn } from './columns'
import { companies } from './companies'
import { imports } from './imports'
import { mailMessages } from './mail-messages'
import { users } from './users'

/**
 * The way in for somebody whose user is `invited`. Pending while neither accepted nor cancelled; expired when its
 * time is over meanwhile. A cancelled one outlives its user, who never had access.
 */
export const invitations = pgTable(
  'invitations',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id'),
    email: text('email').notNull(),
    emailKey: keyColumn('email_key').notNull(),
    message: text('message').notNull().default(''),
    /** Who sent it last; no foreign key, since people go and the invitation stays. */
    invitedBy: uuid('invited_by'),
    importId: uuid('import_id'),
    /** What its groups granted when it was sent last: no more is opened than that and what the sender holds. Unknown of those sent before this was kept. */
    granted: text('granted').array(),
    /** 256 random bits. The token in the link is a keyed digest of them, the key is not in the database. */
    tokenSeed: text('token_seed').notNull(),
    /** SHA-256 of the token, base64url. */
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAtColumn(),
    sentAt: instantColumn('sent_at').notNull().defaultNow(),
    expiresAt: instantColumn('expires_at').notNull(),
    acceptedAt: instantColumn('accepted_at'),
    cancelledAt: instantColumn('cancelled_at'),
    mailId: uuid('mail_id'),
    /** Who copied the present link, and so could use it; it is good as long as they hold what it opens. No foreign keys: people go. */
    copiedBy: uuid('copied_by')
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [table.companyId, table.importId], foreignColumns: [imports.companyId, imports.id] }),
    foreignKey({ columns: [table.companyId, table.mailId], foreignColumns: [mailMessages.companyId, mailMessages.id] }),
    uniqueIndex('invitations_token').on(table.companyId, table.tokenHash),
    uniqueIndex('invitations_pending')
      .on(table.companyId, table.userId)
      .where(sql`accepted_at is null and cancelled_at is null`),
    // Without these the database looks through all of them for each user and each mail that goes.
    index('invitations_user').on(table.companyId, table.userId),
    index('invitations_mail').on(table.companyId, table.mailId),
    index('invitations_newest').on(table.companyId, table.createdAt.desc(), table.id.desc()),
    index('invitations_import').on(table.companyId, table.importId),
    index('invitations_inviter').on(table.companyId, table.invitedBy),
  ],
)
