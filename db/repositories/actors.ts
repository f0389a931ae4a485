import { sql } from 'drizzle-orm'
import { SESSION_IDLE_MINUTES } from '../schema'
import type { CompanyScope } from '../scope'

/** Who is asking, as the database knows them at this moment. */
export interface Actor {
  userId: string
  sessionId: string
  name: string
  email: string
  title: string | null
  /** Keys such as `users:read`, the union of what the groups grant. */
  permissions: string[]
  company: { id: string; name: string; slug: string }
}

/** Writing on every request would cost more than a minute's precision is worth. */
const SEEN_EVERY = '1 minute'

const personOf = (companyId: string, row: Record<string, unknown>): Omit<Actor, 'sessionId'> => ({
  userId: String(row.user_id),
  name: String(row.name),
  email: String(row.email),
  title: row.title === null ? null : String(row.title),
  permissions: row.permissions as string[],
  company: { id: companyId, name: String(row.company_name), slug: String(row.company_slug) },
})

export function actorsIn({ companyId, tx }: CompanyScope) {
  return {
    /** An active person with everything they may do, for work that goes on without a session; undefined where they are not active. */
    async byUser(userId: string): Promise<Omit<Actor, 'sessionId'> | undefined> {
      const rows = await tx.execute<Record<string, unknown>>(sql`
        select u.id as user_id, u.name, u.email, u.title, c.name as company_name, c.slug as company_slug,
          array(
            select distinct p.resource || ':' || p.action
            from memberships m
            join grants g on g.company_id = m.company_id and g.group_id = m.group_id
            join permissions p on p.company_id = g.company_id and p.id = g.permission_id
            where m.company_id = ${companyId} and m.user_id = u.id
          ) as permissions
        from users u
        join companies c on c.id = ${companyId}
        where u.company_id = ${companyId} and u.id = ${userId} and u.status = 'active'`)
      return rows[0] && personOf(companyId, rows[0])
    },

    /**
     * The active person behind a live session, with everything they may do; undefined when the
     * session ended, expired, idled out, or its person is no longer active. Notes that the
     * session was seen, in the same statement.
     */
    async bySession(tokenHash: string): Promise<Actor | undefined> {
      const rows = await tx.execute<Record<string, unknown>>(sql`
        with live as (
          select id, user_id, last_seen_at from sessions
          where company_id = ${companyId} and token_hash = ${tokenHash} and ended_at is null
            and expires_at > now() and last_seen_at > now() - make_interval(mins => ${SESSION_IDLE_MINUTES})
        ), seen as (
          update sessions set last_seen_at = now() from live
          where sessions.company_id = ${companyId} and sessions.id = live.id
            and live.last_seen_at < now() - ${SEEN_EVERY}::interval
        )
        select u.id as user_id, live.id as session_id, u.name, u.email, u.title,
          c.name as company_name, c.slug as company_slug,
          array(
            select distinct p.resource || ':' || p.action
            from memberships m
            join grants g on g.company_id = m.company_id and g.group_id = m.group_id
            join permissions p on p.company_id = g.company_id and p.id = g.permission_id
            where m.company_id = ${companyId} and m.user_id = u.id
          ) as permissions
        from live
        join users u on u.company_id = ${companyId} and u.id = live.user_id and u.status = 'active'
        join companies c on c.id = ${companyId}`)
      const row = rows[0]
      if (!row) return undefined
      return { ...personOf(companyId, row), sessionId: String(row.session_id) }
    },

    /** For the page of a refusal: which groups grant a permission, and which active people can change groups. */
    async helpFor(permission: string): Promise<{ groups: string[]; helpers: string[] }> {
      const wildcard = `${permission.split(':')[0]}:*`
      const key = sql`p.resource || ':' || p.action`
      const granting = sql`from grants g
        join permissions p on p.company_id = g.company_id and p.id = g.permission_id
        join groups gr on gr.company_id = g.company_id and gr.id = g.group_id`
      const rows = await tx.execute<{ groups: string[]; helpers: string[] }>(sql`
        select
          array(select distinct gr.name ${granting}
            where g.company_id = ${companyId} and ${key} in (${permission}, ${wildcard}, '*:*') order by 1 limit 10) as groups,
          array(select distinct u.name ${granting}
            join memberships m on m.company_id = g.company_id and m.group_id = g.group_id
            join users u on u.company_id = m.company_id and u.id = m.user_id and u.status = 'active'
            where g.company_id = ${companyId} and ${key} = '*:*' order by 1 limit 5) as helpers`)
      return { groups: rows[0]?.groups ?? [], helpers: rows[0]?.helpers ?? [] }
    },
  }
}
