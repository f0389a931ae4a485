import { sql } from 'drizzle-orm'
import { bigint, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { companyIdColumn, idColumn, instantColumn, transactionIdColumn } from './columns'
import { companies } from './companies'

export const auditOutcomes = ['succeeded', 'refused'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** What a reader of the log filters by. */
export const eventKinds = ['change', 'sign-in', 'read', 'refusal'] as const
export type EventKind = (typeof eventKinds)[number]

/** Of OCSF (severity_id 1 to 5). */
export const eventSeverities = ['informational', 'low', 'medium', 'high', 'critical'] as const
export type EventSeverity = (typeof eventSeverities)[number]

/** By what way somebody acted: at a browser, before signing in, by a command of the operator, or Console itself, for them or alone. */
export const principalWays = ['session', 'public', 'operator', 'system'] as const
export type PrincipalWay = (typeof principalWays)[number]

export const auditTargetTypes = ['user', 'group', 'permission', 'session', 'company', 'bulk', 'import'] as const
export type AuditTargetType = (typeof auditTargetTypes)[number]

/**
 * What happened, by whom, to what. Ids of people carry no foreign key: a deleted person leaves
 * the log readable and takes their name with them. The application may insert and select only. Ids are made in the order
 * of time, so the primary key is also the way to read the newest.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    companyId: companyIdColumn(),
    id: idColumn(),
    at: instantColumn('at').notNull().defaultNow(),
    event: text('event').notNull(),
    kind: text('kind', { enum: eventKinds }).notNull().default('change'),
    severity: text('severity', { enum: eventSeverities }).notNull().default('low'),
    outcome: text('outcome', { enum: auditOutcomes }).notNull(),
    /** `console`: the application by itself, when a time has come. */
    actorKind: text('actor_kind', { enum: ['user', 'anonymous', 'operator', 'console'] }).notNull(),
    actorId: uuid('actor_id'),
    /** Null: written before this was noted. */
    via: text('via', { enum: principalWays }),
    targetType: text('target_type', { enum: auditTargetTypes }),
    targetId: uuid('target_id'),
    /** Facts such as {from, to}; the sentence is made when it is read. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    operation: text('operation').notNull(),
    requestId: text('request_id').notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    /**
     * The transaction that wrote it and the database cluster that counts such numbers; null: written before this was noted.
     * What a cluster wrote before its oldest open transaction is complete, and can be sealed.
     */
    transactionId: transactionIdColumn('transaction_id').default(sql`pg_current_xact_id()`),
    clusterId: bigint('cluster_id', { mode: 'bigint' }).default(
      sql`(to_jsonb(pg_control_system()) ->> 'system_identifier')::bigint`,
    ),
  },
  table => [
    primaryKey({ columns: [table.companyId, table.id] }),
    foreignKey({ columns: [table.companyId], foreignColumns: [companies.id] }),
    index('audit_events_event').on(table.companyId, table.event, table.id.desc()),
    index('audit_events_kind').on(table.companyId, table.kind, table.id.desc()),
    index('audit_events_actor').on(table.companyId, table.actorId, table.id.desc()),
    index('audit_events_target').on(table.companyId, table.targetId, table.id.desc()),
    index('audit_events_outcome').on(table.companyId, table.outcome, table.id.desc()),
  ],
)
