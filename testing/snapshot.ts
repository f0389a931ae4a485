import { sql } from 'drizzle-orm'
import { inCompany } from '@/db/scope'

/** Tables that grow by design with whatever is done. */
export const growingTables = ['audit_events', 'bulk_actions', 'bulk_action_people', 'permission_use']

/** Every other table. A test fails when one is missing here. */
export const watchedTables = [
  'challenges',
  'companies',
  'company_logos',
  'company_slugs',
  'deactivations',
  'devices',
  'email_changes',
  'folded_events',
  'grants',
  'group_names',
  'groups',
  'import_rows',
  'imports',
  'invitations',
  'list_preferences',
  'mail_messages',
  'memberships',
  'passkeys',
  'password_history',
  'password_resets',
  'permission_keys',
  'permissions',
  'recovery_codes',
  'search_words',
  'second_factor_exemptions',
  'sessions',
  'throttles',
  'totp_factors',
  'user_statuses',
  'users',
] as const

/** All rows of a company, for the check that nothing changed. That a session was seen is no change. */
export const snapshot = (companyId: string): Promise<Record<string, unknown>> =>
  inCompany(companyId, async ({ tx }) => {
    const tables: Record<string, unknown> = {}
    for (const table of watchedTables) {
      const rows = await tx.execute<{ row: Record<string, unknown> }>(
        sql`select to_jsonb(t) - 'last_seen_at' as row from ${sql.identifier(table)} t order by to_jsonb(t)::text`,
      )
      tables[table] = rows.map(({ row }) => row)
    }
    return tables
  })

/** The same for refusals of somebody unknown: that they were counted is no change. */
export const snapshotBesideTries = async (companyId: string): Promise<Record<string, unknown>> => ({
  ...(await snapshot(companyId)),
  throttles: [],
  folded_events: [],
})

interface LoggedEvent {
  event: string
  outcome: string
  operation: string
  actor_id: string | null
  via: string | null
  target_id: string | null
  data: Record<string, unknown>
}

/** The audit events of a company, oldest first. */
export const auditTrail = (companyId: string): Promise<LoggedEvent[]> =>
  inCompany(companyId, async ({ tx }) => {
    const rows = await tx.execute<LoggedEvent & Record<string, unknown>>(
      sql`select event, outcome, operation, actor_id, via, target_id, data from audit_events order by id`,
    )
    return [...rows]
  })
