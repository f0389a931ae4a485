import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, createdAtColumn, idColumn, instantColumn, keyColumn } from './columns'
import { companies } from './companies'
import { users } from './users'

/**
 * queued: waits for its first try. sending: a worker is at it. delayed: tried, and to be tried again.
 * sent: the server took it. failed: given up. off: no server is configured, a file was written instead.
 */
export const mailStates = ['queued', 'sending', 'delayed', 'sent', 'failed', 'off'] as const
export type MailState = (typeof mailStates)[number]

/** What goes first. urgent: somebody waits for it at a screen. bulk: many at once, for which nobody waits. */
export const mailPriorities = ['urgent', 'normal', 'bulk'] as const
export type MailPriority = (typeof mailPriorities)[number]

/** Mail on its way and what became of it. It goes with the person it was written to. */
export const mailMessages = pgTable(
  'mail_messages',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    /** Whom it is for; a mail to somebody who is no user yet or any more has none. */
    userId: uuid('user_id'),
    template: text('template').notNull(),
    toAddress: text('to_address').notNull(),
    toKey: keyColumn('to_key').notNull(),
    toName: text('to_name').notNull().default(''),
    /**
     * What the template is filled with, links and codes included, encrypted with a key that is not in the
     * database. Gone as soon as the mail needs it no more.
     */
    sealedContent: text('sealed_content'),
    priority: text('priority', { enum: mailPriorities }).notNull().default('normal'),
    state: text('state', { enum: mailStates }).notNull().default('queued'),
    attempts: integer('attempts').notNull().default(0),
    /** The server's own words at the last try that did not succeed. */
    lastError: text('last_error'),
    createdAt: createdAtColumn(),
    /** Since when it is in hand: its turn has come, and it has a job of its own or is being sent. */
    claimedAt: instantColumn('claimed_at'),
    /** When its first or next try is due; those of one priority go in this order. */
    nextAttemptAt: instantColumn('next_attempt_at').defaultNow(),
    /** When it left the list of what is to be done: sent, failed or written to a file. */
    settledAt: instantColumn('settled_at'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    foreignKey({ columns: [table.companyId, table.userId], foreignColumns: [users.companyId, users.id] }).onDelete(
      'cascade',
    ),
    index('mail_messages_newest').on(table.companyId, table.createdAt.desc(), table.id.desc()),
    // Those of one state, newest first, and how many they are.
    index('mail_messages_state').on(table.companyId, table.state, table.createdAt.desc(), table.id.desc()),
    index('mail_messages_user').on(table.companyId, table.userId),
    index('mail_messages_waiting')
      .on(table.companyId, table.priority, table.nextAttemptAt, table.id)
      .where(sql`state in ('queued', 'delayed') and claimed_at is null`),
    index('mail_messages_in_hand')
      .on(table.companyId, table.priority)
      .where(sql`claimed_at is not null`),
    check('mail_messages_priority_known', sql`priority in ('urgent', 'normal', 'bulk')`),
    check('mail_messages_state_known', sql`state in ('queued', 'sending', 'delayed', 'sent', 'failed', 'off')`),
  ],
)
