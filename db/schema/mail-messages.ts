import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyId, createdAt, id, instant } from './columns'
import { companies } from './companies'
import { users } from './users'

/**
 * queued: waits for its first try. sending: a worker is at it. delayed: tried, and to be tried again.
 * sent: the server took it. failed: given up. off: no server is configured, a file was written instead.
 */
export const mailStates = ['queued', 'sending', 'delayed', 'sent', 'failed', 'off'] as const
export type MailState = (typeof mailStates)[number]

/** Mail on its way and what became of it. It goes with the person it was written to. */
export const mailMessages = pgTable(
  'mail_messages',
  {
    companyId: companyId(),
    id: id(),
    /** Whom it is for; a mail to somebody who is no user yet or any more has none. */
    userId: uuid('user_id'),
    template: text('template').notNull(),
    toAddress: text('to_address').notNull(),
    toName: text('to_name').notNull().default(''),
    /**
     * What the template is filled with, links and codes included, sealed with a key that is not in the
     * database. Gone as soon as the mail needs it no more.
     */
    sealedContent: text('sealed_content'),
    state: text('state', { enum: mailStates }).notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    /** The server's own words at the last try that did not succeed. */
    lastError: text('last_error'),
    createdAt: createdAt(),
    claimedAt: instant('claimed_at'),
    nextAttemptAt: instant('next_attempt_at'),
    /** When it left the list of what is to be done: sent, failed or written to a file. */
    settledAt: instant('settled_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete('cascade'),
    index('mail_messages_newest').on(table.companyId, table.createdAt.desc(), table.id.desc()),
    index('mail_messages_user').on(table.companyId, table.userId),
    check('mail_messages_state_known', sql`state in ('queued', 'sending', 'delayed', 'sent', 'failed', 'off')`),
  ],
)
