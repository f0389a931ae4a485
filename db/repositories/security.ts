import { and, eq, sql } from 'drizzle-orm'
import { changeTime } from '@/db/change-holdings'
import { companies, users } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { effectiveSecurity } from '@/db/security'
import { isVersion, nextVersion, type Edit, type PresentVersion } from '@/db/versions'
import { notFound } from '@/lib/kernel/errors'
import { readSecuritySettings, type SecuritySettings } from '@/lib/kernel/security-settings'

/** Settings as they are written, with the trial they may be on. */
export interface StoredSecurity extends PresentVersion {
  settings: SecuritySettings
  trial: { since: Date; until: Date; before: SecuritySettings; over: boolean } | null
}

const noTrial = { securityBefore: null, securityRevertsAt: null, securityTrialSince: null, securityTrialBy: null }

const counted = {
  version: companies.securityVersion,
  updatedBy: companies.securityUpdatedBy,
  updatedAt: companies.securityUpdatedAt,
}

/** What holds now has this version: the end of a trial is a change, whether or not anybody has written it back. */
const presentVersion = sql<number>`${companies.securityVersion} + case when ${companies.securityRevertsAt} <= now() then 1 else 0 end`

/** As `nextVersion`, of the security settings alone. */
const nextSecurity = (edit: Edit) => {
  const { version, updatedBy, updatedAt } = nextVersion(counted, edit)
  return { securityVersion: version, securityUpdatedBy: updatedBy, securityUpdatedAt: updatedAt }
}

/** How the company's people sign in, and trials of it. Reading for a request goes by way of `effectiveSecurity` instead. */
export function securityIn(scope: CompanyScope) {
  const { companyId, tx } = scope
  const ours = eq(companies.id, companyId)

  const columns = {
    settings: companies.security,
    before: companies.securityBefore,
    since: companies.securityTrialSince,
    until: companies.securityRevertsAt,
  }

  return {
    /** What holds at this moment. */
    async effective(): Promise<SecuritySettings> {
      const [row] = await tx.execute<{ settings: unknown }>(sql`select ${effectiveSecurity(companyId)} as settings`)
      return readSecuritySettings(row?.settings)
    },

    /** As written, held until the transaction ends: one change after the other. A trial in it may be over. */
    async findForUpdate(): Promise<StoredSecurity> {
      const [row] = await tx
        .select({
          ...columns,
          ...counted,
          version: presentVersion,
          over: sql<boolean>`coalesce(${companies.securityRevertsAt} <= now(), false)`,
        })
        .from(companies)
        .where(ours)
        // Rows that point to the company may come meanwhile; only its own row stands still.
        .for('no key update')
      if (!row) throw notFound('Company')
      const { since, until, over, version, updatedBy, updatedAt } = row
      const trial = since && until ? { since, until, over, before: readSecuritySettings(row.before) } : null
      return { settings: readSecuritySettings(row.settings), trial, version, updatedBy, updatedAt }
    },

    /** Which version holds now and who made it, as a list of one. To nest. */
    version: () =>
      tx
        .select({ ...counted, version: presentVersion.as('version') })
        .from(companies)
        .where(ours),

    /** The trial that runs, and who began it, as a list of one or none. To nest. */
    trial: () =>
      tx
        .select({ ...columns, by: users.name })
        .from(companies)
        .leftJoin(users, and(eq(users.companyId, companyId), eq(users.id, companies.securityTrialBy)))
        .where(and(ours, sql`${companies.securityRevertsAt} > now()`)),

    /** For good. @returns the new version; undefined where somebody came first. */
    async write(settings: SecuritySettings, edit: Edit): Promise<number | undefined> {
      const [made] = await tx
        .update(companies)
        .set({ security: settings, ...noTrial, ...nextSecurity(edit) })
        .where(and(ours, isVersion(counted, edit)))
        .returning({ version: companies.securityVersion })
      return made?.version
    },

    /**
     * At once, and until its time is over unless somebody keeps it. By the clock and not by the beginning of this
     * transaction: what began before must not count as having been tried.
     * @returns when the former settings return, and the new version; undefined where somebody came first
     */
    async putOnTrial(
      settings: SecuritySettings,
      minutes: number,
      edit: Edit,
    ): Promise<{ until: Date; version: number } | undefined> {
      const since = await changeTime(scope)
      const [row] = await tx
        .update(companies)
        .set({
          securityBefore: sql`${companies.security}`,
          security: settings,
          securityTrialSince: since,
          securityRevertsAt: new Date(since.getTime() + minutes * 60_000),
          securityTrialBy: edit.by,
          ...nextSecurity(edit),
        })
        .where(and(ours, isVersion(counted, edit)))
        .returning({ until: companies.securityRevertsAt, version: companies.securityVersion })
      return row && { until: row.until!, version: row.version }
    },

    /** What is on trial stays. */
    async keep(): Promise<void> {
      await tx.update(companies).set(noTrial).where(ours)
    },

    /** What held before the trial holds again. */
    async revert(edit: Edit): Promise<void> {
      await tx
        .update(companies)
        .set({ security: sql`${companies.securityBefore}`, ...noTrial, ...nextSecurity(edit) })
        .where(and(ours, sql`${companies.securityBefore} is not null`))
    },
  }
}
