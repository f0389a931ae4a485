import { foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn, keyColumn } from './columns'
import { users } from './users'

/**
 * A change of a person's email address: asked for, and later confirmed, cancelled, replaced, or objected to by the mailbox that
 * it takes the account from. Open while neither in effect nor ended, until its link expires.
 */
export const emailChanges = pgTable(
  'email_changes',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    fromEmail: text('from_email').notNull(),
    fromKey: keyColumn('from_key').notNull(),
    toEmail: text('to_email').notNull(),
    /** The administrator who asked for it; the person themselves where empty. No foreign key: people go. */
    requestedBy: uuid('requested_by'),
    /** SHA-256 of the 256 random bits in the link that proves the new mailbox; none where no proof is asked for. */
    tokenHash: text('token_hash'),
    /** 256 random bits. The token by which the former mailbox objects is a keyed digest of them; none where it may not. */
    objectionSeed: text('objection_seed'),
    /** SHA-256 of that token, base64url. */
    objectionHash: text('objection_hash'),
    createdAt: createdAtColumn(),
    /** Until when the link for the new mailbox is good. */
    expiresAt: instantColumn('expires_at').notNull(),
    effectiveAt: instantColumn('effective_at'),
    /** Cancelled, replaced by a newer one, or stopped by an objection before it was in effect. */
    endedAt: instantColumn('ended_at'),
    /** Until when the former mailbox may object. After the change, its address goes to nobody else for as long. */
    objectableUntil: instantColumn('objectable_until').notNull(),
    objectedAt: instantColumn('objected_at'),
    /** Until when the person may not ask for another change; over before where an administrator says so. */
    heldUntil: instantColumn('held_until'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    uniqueIndex('email_changes_token').on(table.companyId, table.tokenHash),
    uniqueIndex('email_changes_objection').on(table.companyId, table.objectionHash),
    index('email_changes_user').on(table.companyId, table.userId, table.createdAt),
    index('email_changes_from').on(table.companyId, table.fromKey),
  ],
)
