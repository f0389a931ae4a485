import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, idColumn, instantColumn } from './columns'
import { companies } from './companies'

/** As in lib/kernel/bulk-acts.ts, on which nothing here stands; the compiler compares them where rows are written and read. */
const skipReasons = [
  'already',
  'not_member',
  'changed_since',
  'not_active',
  'not_inactive',
  'not_invited',
  'oneself',
  'last_administrator',
  'not_held',
  'too_often',
] as const

/** What was done to many people at once, for its result and for what undoes it. */
export const bulkActions = pgTable(
  'bulk_actions',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    at: instantColumn('at').notNull().defaultNow(),
    /** Without a foreign key, like all people here: who is deleted leaves what was done behind. */
    actorId: uuid('actor_id'),
    act: text('act', { enum: ['add', 'remove', 'deactivate', 'reactivate', 'resend'] }).notNull(),
    groupId: uuid('group_id'),
    /** The group's name at that time. */
    groupName: text('group_name'),
    done: integer('done').notNull(),
    /** How many were left out, by reason. */
    skipped: jsonb('skipped').$type<Record<string, number>>().notNull(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
  ],
)

/** To whom it was done, and who was left out. */
export const bulkActionPeople = pgTable(
  'bulk_action_people',
  {
    companyId: companyIdColumn(),
    bulkActionId: uuid('bulk_action_id').notNull(),
    userId: uuid('user_id').notNull(),
    /** Why it was not done to them; null where it was. */
    skipped: text('skipped', { enum: skipReasons }),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.bulkActionId, table.userId] }),
    foreignKey({
      columns: [table.companyId, table.bulkActionId],
      foreignColumns: [bulkActions.companyId, bulkActions.id],
    }),
  ],
)
