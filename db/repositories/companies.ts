import { eq, sql } from 'drizzle-orm'
import { AppError, invalid } from '../../lib/errors'
import { companies, companySlugs } from '../schema'
import type { CompanyScope } from '../scope'

/** A slug is claimed for good, so one company must not be able to claim them all. */
const MAX_SLUGS = 20

const slugTaken = () => invalid({ slug: 'Another company uses this slug, or used it before.' })

export function companiesIn({ companyId, tx }: CompanyScope) {
  const claim = async (slug: string): Promise<void> => {
    const own = await tx.select().from(companySlugs).where(eq(companySlugs.companyId, companyId))
    if (own.some(known => known.slug === slug)) return
    if (own.length >= MAX_SLUGS) throw invalid({ slug: `A company has at most ${MAX_SLUGS} slugs, former ones included. Choose one of those.` })
    const claimed = await tx.insert(companySlugs).values({ slug, companyId }).onConflictDoNothing().returning({ slug: companySlugs.slug })
    if (!claimed.length) throw slugTaken()
  }

  return {
    async find() {
      const [company] = await tx
        .select({
          id: companies.id,
          name: companies.name,
          slug: companies.slug,
          createdAt: companies.createdAt,
          invitationDays: companies.invitationDays,
          // Qualified by hand: among the selected columns Drizzle writes a bare "slug", which would be that of s.
          formerSlugs: sql<string[]>`array(select s.slug from company_slugs s where s.company_id = ${companyId} and s.slug <> ${companies}.slug order by s.created_at)`,
        })
        .from(companies)
        .where(eq(companies.id, companyId))
      if (!company) throw new AppError('not_found', 'Company not found.')
      return company
    },

    /** @throws AppError `invalid_input` when the slug belongs, or belonged, to another company. */
    async insert(company: { name: string; slug: string }): Promise<void> {
      await tx.insert(companies).values({ id: companyId, ...company })
      await claim(company.slug)
    },

    /** How long an invitation is good when nobody says otherwise; a list of one, to run or to nest. */
    invitationDays: () => tx.select({ days: companies.invitationDays }).from(companies).where(eq(companies.id, companyId)),

    async changeInvitationDays(days: number): Promise<void> {
      await tx.update(companies).set({ invitationDays: days }).where(eq(companies.id, companyId))
    },

    /** Since when the company is suspended and what its people are told; undefined while it is not. */
    async suspension(): Promise<{ name: string; since: Date; because: string | null } | undefined> {
      const [row] = await tx
        .select({ name: companies.name, since: companies.suspendedAt, because: companies.suspendedBecause })
        .from(companies)
        .where(eq(companies.id, companyId))
      return row?.since ? { ...row, since: row.since } : undefined
    },

    /** `because`: what its people are told about it. Suspended again, the sentence is the new one and the time stays. */
    async suspend(because: string | null): Promise<void> {
      const since = sql`coalesce(${companies.suspendedAt}, now())`
      await tx.update(companies).set({ suspendedAt: since, suspendedBecause: because }).where(eq(companies.id, companyId))
    },

    async resume(): Promise<void> {
      await tx.update(companies).set({ suspendedAt: null, suspendedBecause: null }).where(eq(companies.id, companyId))
    },

    async rename(name: string): Promise<void> {
      await tx.update(companies).set({ name }).where(eq(companies.id, companyId))
    },

    /** The former slug stays in company_slugs and keeps forwarding. @throws as `insert`, and for one slug too many. */
    async changeSlug(slug: string): Promise<void> {
      await claim(slug)
      await tx.update(companies).set({ slug }).where(eq(companies.id, companyId))
    },
  }
}
