import { sql, type SQL } from 'drizzle-orm'

/** What decides whether a person needs a second factor and has one, as SQL over `u`, their row. */

/** A confirmed authenticator app or a passkey. */
export const hasFactor = (companyId: string, u: SQL): SQL<boolean> =>
  sql`(exists (select 1 from totp_factors t where t.company_id = ${companyId} and t.user_id = ${u}.id and t.confirmed_at is not null)
    or exists (select 1 from passkeys k where k.company_id = ${companyId} and k.user_id = ${u}.id))`

/** When the strictest of their groups that require a second factor begins to insist; null where none does. */
export const groupDeadline = (companyId: string, u: SQL): SQL =>
  sql`(select min(gr.second_factor_since + make_interval(days => gr.second_factor_grace_days))
    from memberships m join groups gr on gr.company_id = m.company_id and gr.id = m.group_id
    where m.company_id = ${companyId} and m.user_id = ${u}.id and gr.requires_second_factor)`

export const exemptUntil = (companyId: string, u: SQL): SQL =>
  sql`(select e.until from second_factor_exemptions e where e.company_id = ${companyId} and e.user_id = ${u}.id)`
