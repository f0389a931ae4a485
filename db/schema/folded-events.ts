import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { auditOutcomes, eventKinds, eventSeverities } from './audit-events'
import { companyIdColumn, idColumn, instantColumn } from './columns'
import { companies } from './companies'

/**
 * Refusals before signing in that come in crowds, counted until a job writes them to the audit log as one event with
 * their number: what nobody signed in does must not be able to fill the log.
 */
export const foldedEvents = pgTable(
  'folded_events',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    /** What is counted together: the event, and the account, address or network that is over its limit. */
    key: text('key').notNull(),
    event: text('event').notNull(),
    kind: text('kind', { enum: eventKinds }).notNull().default('change'),
    severity: text('severity', { enum: eventSeverities }).notNull().default('low'),
    operation: text('operation').notNull(),
    outcome: text('outcome', { enum: auditOutcomes }).notNull(),
    /** The facts of the latest one. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    targetId: uuid('target_id'),
    ip: text('ip'),
    count: integer('count').notNull().default(1),
    firstAt: instantColumn('first_at').notNull().defaultNow(),
    lastAt: instantColumn('last_at').notNull().defaultNow(),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    uniqueIndex('folded_events_key').on(table.companyId, table.key),
  ],
)
