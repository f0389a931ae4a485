import { sql, type SQL } from 'drizzle-orm'
import { someWithFullAccess } from '@/db/full-access'
import { coversSql, grantsNow, holdingsNow, permissionKeySql, permissionRows } from '@/db/holdings'
import type { SessionMethod } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { exemptUntil, groupDeadline, hasFactor } from '@/db/second-factor'
import { effectiveSecurity, isLive, runningTrial } from '@/db/security'
import { notFound } from '@/lib/kernel/errors'
import { readLanguage, type Language } from '@/lib/kernel/language'
import { readSecuritySettings, type SecuritySettings } from '@/lib/kernel/security-settings'

/** A person with what they may do, as the database knows them at this moment. */
export interface ActivePerson {
  userId: string
  name: string
  email: string
  title: string | null
  /** The one that they chose, if any. */
  ownTimeZone: string | null
  ownLanguage: Language | null
  /** Keys such as `users:read`, the union of what the groups grant. */
  permissions: string[]
  company: {
    id: string
    name: string
    slug: string
    timeZone: string
    language: Language
    accentColor: string | null
    logoDigest: string | null
  }
  /** Where the operator has suspended the company: what its people are told about it, maybe nothing. */
  suspended: { because: string | null } | null
  /** How the company wants its people to sign in, as it holds now. */
  security: SecuritySettings
  /** Where these settings are on trial: since when, and when the former ones return. */
  trial: { since: Date; until: Date } | null
}

/** The same with the session that they sit at. */
export interface SignedInPerson extends ActivePerson {
  sessionId: string
  assurance: SessionAssurance
}

const held = sql`h`

/** Of the companies row `c`. */
const ofCompany = sql`c.name as company_name, c.slug as company_slug, c.time_zone as company_time_zone,
  c.language as company_language, c.accent_color, c.logo_digest`
const suspended = sql`case when c.suspended_at is not null then json_build_object('because', c.suspended_because) end as suspended`

/** Writing on every request would cost more than a minute's precision is worth. */
const SEEN_EVERY = '1 minute'

const personOf = (companyId: string, row: Record<string, unknown>): ActivePerson => ({
  userId: String(row.user_id),
  name: String(row.name),
  email: String(row.email),
  title: row.title === null ? null : String(row.title),
  ownTimeZone: row.time_zone as string | null,
  ownLanguage: readLanguage(row.language as string | null) ?? null,
  permissions: row.permissions as string[],
  company: {
    id: companyId,
    name: String(row.company_name),
    slug: String(row.company_slug),
    timeZone: String(row.company_time_zone),
    language: readLanguage(String(row.company_language)) ?? 'en',
    accentColor: row.accent_color as string | null,
    logoDigest: row.logo_digest as string | null,
  },
  suspended: row.suspended as ActivePerson['suspended'],
  security: readSecuritySettings(row.security),
  trial: trialOf(row.trial as Record<string, unknown> | null),
})

export function actorsIn({ companyId, tx }: CompanyScope) {
  /** What of the assurance belongs to the person and not to a session; `u` is their row. */
  const personal = (u: SQL) => sql`
            'passwordChangedAt', coalesce(${u}.password_changed_at, ${u}.activated_at, ${u}.created_at),
            'hasFactor', ${hasFactor(companyId, u)},
            'groupDeadline', ${groupDeadline(companyId, u)},
            'exemptUntil', ${exemptUntil(companyId, u)}`

  /** Keys of everything that the groups of `u` grant. */
  const permissions = sql`array(
            select distinct ${permissionKeySql(held)} from ${holdingsNow(companyId)} h where h.user_id = u.id
          )`

  return {
    /** An active person with everything they may do, for work that goes on without a session; undefined where they are not active. */
    async byUser(userId: string): Promise<ActivePerson | undefined> {
      const rows = await tx.execute<Record<string, unknown>>(sql`
        select u.id as user_id, u.name, u.email, u.title, u.time_zone, u.language, ${ofCompany}, ${suspended},
          ${effectiveSecurity(companyId)} as security, ${runningTrial} as trial, ${permissions} as permissions
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
    async bySession(tokenHash: string): Promise<SignedInPerson | undefined> {
      const rows = await tx.execute<Record<string, unknown>>(sql`
        with live as (
          select * from sessions where company_id = ${companyId} and token_hash = ${tokenHash} and ${isLive(companyId)}
        ), seen as (
          update sessions set last_seen_at = now() from live
          where sessions.company_id = ${companyId} and sessions.id = live.id
            and live.last_seen_at < now() - ${SEEN_EVERY}::interval
        )
        select u.id as user_id, live.id as session_id, u.name, u.email, u.title, u.time_zone, u.language,
          ${ofCompany}, ${suspended}, ${effectiveSecurity(companyId)} as security, ${runningTrial} as trial,
          ${permissions} as permissions,
          json_build_object(
            'method', live.method, 'pending', live.pending, 'trustedDevice', live.trusted_device,
            'beganAt', live.created_at, 'secondFactorAt', live.second_factor_at, 'steppedUpAt', live.stepped_up_at,
            ${personal(sql`u`)}
          ) as assurance
        from live
        join users u on u.company_id = ${companyId} and u.id = live.user_id and u.status = 'active'
        join companies c on c.id = ${companyId}`)
      const row = rows[0]
      if (!row) return undefined
      return {
        ...personOf(companyId, row),
        sessionId: String(row.session_id),
        assurance: assuranceOf(row.assurance as Record<string, unknown>),
      }
    },

    /** A person's assurance before they have a session, the company's settings, and what it is called. */
    async assuranceOf(
      userId: string,
    ): Promise<{ security: unknown; assurance: PersonProofs; company: { slug: string; name: string } }> {
      const [row] = await tx.execute<{
        security: unknown
        assurance: Record<string, unknown>
        company: { slug: string; name: string }
      }>(sql`
        select ${effectiveSecurity(companyId)} as security, json_build_object(${personal(sql`u`)}) as assurance,
          (select json_build_object('slug', c.slug, 'name', c.name) from companies c where c.id = ${companyId}) as company
        from users u where u.company_id = ${companyId} and u.id = ${userId}`)
      if (!row) throw notFound('User')
      return { security: row.security, assurance: assuranceOf(row.assurance), company: row.company }
    },

    /** How the company wants its people to sign in, as it holds now. */
    async settings(): Promise<unknown> {
      const [row] = await tx.execute<{ security: unknown }>(sql`select ${effectiveSecurity(companyId)} as security`)
      return row?.security
    },

    /** For a refusal: which groups grant all of these permissions, and which active people can do everything. */
    async helpFor(permissions: readonly string[]): Promise<{ groups: string[]; helpers: string[] }> {
      const rows = await tx.execute<{ groups: string[]; helpers: string[] }>(sql`
        select
          array(select gr.name from groups gr
            where gr.company_id = ${companyId} and gr.id = any(array(
              select g.group_id from ${permissionRows(permissions)} wanted cross join lateral (
                select g.group_id from ${grantsNow(companyId)} g where ${coversSql(sql`g`, sql`wanted`)} offset 0) g
              group by g.group_id having count(distinct (wanted.resource, wanted.action)) = ${new Set(permissions).size}))
            order by gr.name_key limit 10) as groups,
          array(select helper.name from ${someWithFullAccess(companyId, 5)} helper) as helpers`)
      return { groups: rows[0]?.groups ?? [], helpers: rows[0]?.helpers ?? [] }
    },
  }
}

const dateOf = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null)

const trialOf = (raw: Record<string, unknown> | null) =>
  raw ? { since: dateOf(raw.since)!, until: dateOf(raw.until)! } : null

const assuranceOf = (raw: Record<string, unknown>): SessionAssurance => ({
  method: raw.method as SessionMethod,
  pending: raw.pending === true,
  trustedDevice: raw.trustedDevice === true,
  beganAt: dateOf(raw.beganAt)!,
  secondFactorAt: dateOf(raw.secondFactorAt),
  steppedUpAt: dateOf(raw.steppedUpAt),
  passwordChangedAt: dateOf(raw.passwordChangedAt)!,
  hasFactor: raw.hasFactor === true,
  groupDeadline: dateOf(raw.groupDeadline),
  exemptUntil: dateOf(raw.exemptUntil),
})

/** Where a session and its person stand with respect to what the company asks for. */
export interface SessionAssurance extends SessionProofs, PersonProofs {}

interface SessionProofs {
  method: SessionMethod
  /** The second factor is still to come. */
  pending: boolean
  trustedDevice: boolean
  beganAt: Date
  secondFactorAt: Date | null
  steppedUpAt: Date | null
}

export interface PersonProofs {
  passwordChangedAt: Date
  /** A confirmed authenticator app or a passkey. */
  hasFactor: boolean
  /** When the strictest of the person's groups that require a second factor begins to insist. */
  groupDeadline: Date | null
  exemptUntil: Date | null
}
