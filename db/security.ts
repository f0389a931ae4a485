import { sql, type SQL } from 'drizzle-orm'
import { SESSION_HOURS, SESSION_IDLE_MINUTES } from './schema'

/**
 * How a company's people sign in, as it holds at this moment: settings on trial count until their time is over,
 * and the former ones from then on, whether or not anything has written them back.
 */
export const effectiveSecurity = (companyId: string): SQL =>
  sql`(select case when c.security_reverts_at <= now() then c.security_before else c.security end from companies c where c.id = ${companyId})`

/** Since when settings are on trial and until when, of the companies row `c`; null where none are, or no longer. */
export const runningTrial: SQL = sql`case when c.security_reverts_at > now()
  then json_build_object('since', c.security_trial_since, 'until', c.security_reverts_at) end`

/** The condition under which a session still opens something: not ended, and within the company's lifetimes. */
export const isLive = (companyId: string): SQL => {
  const number = (name: string, otherwise: number) =>
    sql`coalesce((${effectiveSecurity(companyId)} -> 'sessions' ->> ${sql.raw(`'${name}'`)})::int, ${sql.raw(String(otherwise))})`
  return sql`sessions.ended_at is null and sessions.expires_at > now()
    and sessions.created_at > now() - make_interval(hours => ${number('absoluteHours', SESSION_HOURS)})
    and sessions.last_seen_at > now() - make_interval(mins => ${number('idleMinutes', SESSION_IDLE_MINUTES)})`
}
