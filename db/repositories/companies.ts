import { and, desc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { companies, companySlugs } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { askForSlug } from '@/db/scope-settings'
import { sqlStateOf } from '@/db/sql-state'
import { isVersion, nextVersion, versionOf, type Edit } from '@/db/versions'
import { AppError, invalid } from '@/lib/kernel/errors'
import { formatDate } from '@/lib/kernel/format-date'
import type { Language } from '@/lib/kernel/language'
import { readerTimeZone } from '@/lib/kernel/reader'

/** How long a slug leads to the company that gave it up, and how many of one company do. */
export const FORMER_SLUG_DAYS = 90
export const FORMER_SLUGS = 5

const slugTaken = () => invalid({ slug: 'Another company uses this slug, or used it until recently.' })

export interface FormerSlug {
  slug: string
  /** Until then it leads here. */
  freeFrom: Date
}

/** The time zone is UTC and the language English where nobody says otherwise. */
export interface NewCompany {
  name: string
  slug: string
  timeZone?: string
  language?: Language
}

export function companiesIn({ companyId, tx }: CompanyScope) {
  const ours = eq(companies.id, companyId)
  const ourSlugs = eq(companySlugs.companyId, companyId)

  const columns = {
    id: companies.id,
    name: companies.name,
    slug: companies.slug,
    createdAt: companies.createdAt,
    invitationDays: companies.invitationDays,
    timeZone: companies.timeZone,
    language: companies.language,
    accentColor: companies.accentColor,
    logoDigest: companies.logoDigest,
    version: companies.version,
  }

  const one = () => tx.select(columns).from(companies).where(ours)

  /** Those that still lead here and the moment from which they do no more, the one that will longest first; to run or to nest. */
  const formerSlugs = () =>
    tx
      .select({
        slug: companySlugs.slug,
        freeFrom: sql<Date>`${companySlugs.freeFrom}`.mapWith(companySlugs.freeFrom).as('free_from'),
      })
      .from(companySlugs)
      .where(and(ourSlugs, sql`${companySlugs.freeFrom} > now()`))
      .orderBy(desc(companySlugs.freeFrom), companySlugs.slug)

  /**
   * Clears away what leads nowhere any more, whoever had it: the policy of the table shows the row that `app.company_slug` asks
   * for only then. Before anything else is written, and only where there is something: on a distributed database, whoever
   * deletes from what every machine has waits for everybody who writes there.
   */
  const clear = async (slug: string): Promise<void> => {
    const free = and(lte(companySlugs.freeFrom, sql`now()`), or(ourSlugs, eq(companySlugs.slug, slug)))
    await tx.execute(sql.raw(askForSlug(slug)))
    const [found] = await tx.select({ slug: companySlugs.slug }).from(companySlugs).where(free).limit(1)
    if (found) await tx.delete(companySlugs).where(free)
    await tx.execute(sql.raw(askForSlug('')))
  }

  /**
   * Of two who claim at once, the key lets one through, and with the other all of their transaction fails. Not by ON CONFLICT: on a
   * distributed database, those who write to what every machine has wait for each other then, whatever they write.
   */
  const claim = async (slug: string): Promise<void> => {
    try {
      await tx.insert(companySlugs).values({ slug, companyId })
    } catch (error) {
      throw sqlStateOf(error) === '23505' ? slugTaken() : error
    }
  }

  /** @returns the new version; undefined where somebody came first. */
  const changed = async (values: Partial<typeof companies.$inferInsert>, edit: Edit): Promise<number | undefined> => {
    const [made] = await tx
      .update(companies)
      .set({ ...values, ...nextVersion(companies, edit) })
      .where(and(ours, isVersion(companies, edit)))
      .returning({ version: companies.version })
    return made?.version
  }

  return {
    /** A list of one, to nest. */
    one,

    async find() {
      const [company] = await one()
      if (!company) throw new AppError('not_found', 'Company not found.')
      return company
    },

    /** The same, held: nobody changes it until the transaction ends. Rows that point to it may come meanwhile. */
    async findForUpdate() {
      const [company] = await tx
        .select({ ...columns, ...versionOf(companies) })
        .from(companies)
        .where(ours)
        .for('no key update')
      if (!company) throw new AppError('not_found', 'Company not found.')
      return company
    },

    formerSlugs,

    /** @throws AppError `invalid_input` when the slug leads to another company. */
    async insert(company: NewCompany): Promise<void> {
      await clear(company.slug)
      await tx.insert(companies).values({ id: companyId, ...company })
      await claim(company.slug)
    },

    /** How long an invitation is good when nobody says otherwise; a list of one, to run or to nest. */
    invitationDays: () => tx.select({ days: companies.invitationDays }).from(companies).where(ours),

    /** `#rrggbb`; null: Console's own. */
    changeAccentColor: (accentColor: string | null, edit: Edit) => changed({ accentColor }, edit),

    changeTimeZone: (timeZone: string, edit: Edit) => changed({ timeZone }, edit),

    changeLanguage: (language: string, edit: Edit) => changed({ language }, edit),

    changeInvitationDays: (days: number, edit: Edit) => changed({ invitationDays: days }, edit),

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
      await tx.update(companies).set({ suspendedBecause: because }).where(ours)
      await tx
        .update(companies)
        .set({ suspendedAt: sql`now()` })
        .where(and(ours, isNull(companies.suspendedAt)))
    },

    async resume(): Promise<void> {
      await tx.update(companies).set({ suspendedAt: null, suspendedBecause: null }).where(eq(companies.id, companyId))
    },

    rename: (name: string, edit: Edit) => changed({ name }, edit),

    /**
     * The slug until now forwards for `FORMER_SLUG_DAYS`. Going back to a former slug gives none away.
     * @returns the new version; undefined where somebody came first
     * @throws AppError `invalid_input` as `insert`, when it is the present one, and when `FORMER_SLUGS` others lead here already
     */
    async changeSlug(slug: string, edit: Edit): Promise<number | undefined> {
      const { slug: current, version } = await this.findForUpdate()
      if (edit.version !== undefined && edit.version !== version) return undefined
      if (slug === current) throw invalid({ slug: 'This is the slug already.' })
      const former = await formerSlugs()
      const own = former.some(known => known.slug === slug)
      if (!own && former.length >= FORMER_SLUGS) throw tooManyFormer(former.at(-1)!)
      if (own)
        await tx
          .update(companySlugs)
          .set({ freeFrom: null })
          .where(and(ourSlugs, eq(companySlugs.slug, slug)))
      else {
        await clear(slug)
        await claim(slug)
      }
      await tx
        .update(companySlugs)
        .set({ freeFrom: sql`now() + make_interval(days => ${FORMER_SLUG_DAYS})` })
        .where(and(ourSlugs, eq(companySlugs.slug, current)))
      return changed({ slug }, edit)
    },
  }
}

const tooManyFormer = ({ slug, freeFrom }: FormerSlug) =>
  invalid({
    slug: `${FORMER_SLUGS} former slugs still lead here, which is the limit. Go back to one of them, or wait until ${formatDate(freeFrom, readerTimeZone())}, when ${slug} stops forwarding.`,
  })
