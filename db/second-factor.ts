import { sql, type SQL } from 'drizzle-orm'
import { membershipsNow } from './holdings'
import { effectiveSecurity } from './security'

/** What decides whether a person needs a second factor and has one, as SQL over `u`, their row. */

/** A confirmed authenticator app or a passkey. */
export const hasFactor = (companyId: string, u: SQL): SQL<boolean> =>
  sql`(exists (select 1 from totp_factors t where t.company_id = ${companyId} and t.user_id = ${u}.id and t.confirmed_at is not null)
    or exists (select 1 from passkeys k where k.company_id = ${companyId} and k.user_id = ${u}.id))`

/** When the strictest of their groups that require a second factor begins to insist; null where none does. */
export const groupDeadline = (companyId: string, u: SQL): SQL =>
  sql`(select min(gr.second_factor_since + make_interval(days => gr.second_factor_grace_days))
    from ${membershipsNow(companyId)} m join groups gr on gr.company_id = ${companyId} and gr.id = m.group_id
    where m.user_id = ${u}.id and gr.requires_second_factor)`

export const exemptUntil = (companyId: string, u: SQL): SQL =>
  sql`(select e.until from second_factor_exemptions e where e.company_id = ${companyId} and e.user_id = ${u}.id)`

/** Whether an exception lets them be without one now. */
export const isExempt = (companyId: string, u: SQL): SQL<boolean> =>
  sql<boolean>`coalesce(${exemptUntil(companyId, u)} > now(), false)`

export const anyGroupRequires = (companyId: string): SQL<boolean> =>
  sql<boolean>`exists (select 1 from groups gr where gr.company_id = ${companyId} and gr.requires_second_factor)`

/** Whether a group of theirs requires one. Where none does, nobody is looked up. */
export const isInRequiringGroup = (companyId: string, u: SQL): SQL<boolean> =>
  sql<boolean>`(${anyGroupRequires(companyId)} and exists (
    select 1 from ${membershipsNow(companyId)} m join groups gr on gr.company_id = ${companyId} and gr.id = m.group_id
    where m.user_id = ${u}.id and gr.requires_second_factor offset 0))`

/*
 * The same of many people at once. Sets that depend on nobody are looked up once and hashed; the questions above, asked of
 * each of 100,000 people, take seconds.
 */

export const peopleWithFactor = (companyId: string): SQL =>
  sql`(select t.user_id from totp_factors t where t.company_id = ${companyId} and t.confirmed_at is not null
    union all select k.user_id from passkeys k where k.company_id = ${companyId})`

/** Whether the company requires one of everybody. */
export const requiredOfAll = (companyId: string): SQL =>
  sql`coalesce((${effectiveSecurity(companyId)} -> 'secondFactor' ->> 'required')::boolean, false)`
