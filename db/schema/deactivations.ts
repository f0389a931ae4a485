import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, idColumn, instantColumn } from './columns'
import { companies } from './companies'

/** How much of each kind of access ended. */
interface EndedCounts {
  sessions: number
  passwordResets: number
  signInCodes: number
}

/** What ended when a person was deactivated: their receipt. It outlives the person, who takes their name along. */
export const deactivations = pgTable(
  'deactivations',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    userId: uuid('user_id').notNull(),
    actorId: uuid('actor_id'),
    at: instantColumn('at').notNull().defaultNow(),
    ended: jsonb('ended').$type<EndedCounts>().notNull(),
    /** Of invitations they had sent; null where nobody asked for it. */
    invitationsCancelled: integer('invitations_cancelled'),
    /** The reason itself is kept with the person, and goes with them. */
    reasonGiven: boolean('reason_given').notNull(),
    /** Keys of theirs that nobody active held any more, but for full access. */
    lastHeld: text('last_held').array().notNull(),
    /** From the beginning of the action to just before its commit; null where that was not measured. */
    tookMs: integer('took_ms'),
    bulkActionId: uuid('bulk_action_id'),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    index('deactivations_user').on(table.companyId, table.userId, table.id.desc()),
  ],
)
