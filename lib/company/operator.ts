import type { z } from 'zod'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { companiesIn } from '@/db/repositories/companies'
import { jobsIn } from '@/db/repositories/jobs'
import { userListIn } from '@/db/repositories/user-list'
import { companyIdBySlug, inCompany, type CompanyScope } from '@/db/scope'
import { notFound } from '@/lib/kernel/errors'
import { buildEvent } from '@/lib/operation/build-event'
import { parseInput } from '@/lib/operation/parse-input'
import { OPERATOR } from '@/lib/operation/principal'
import { mailTasks } from '@/lib/platform/mail/priorities'
import { renameByOperatorInput, suspendCompanyInput } from './input'
import './events'

/** For the operator at the machine, who stands outside every company: these are not reachable over HTTP. */

async function inCompanyOf<T>(slug: string, work: (scope: CompanyScope) => Promise<T>): Promise<T> {
  const companyId = await companyIdBySlug(slug)
  if (!companyId) throw notFound('Company')
  return inCompany(companyId, work)
}

const byOperator = (scope: CompanyScope, operation: string) =>
  ({ actor: OPERATOR, operation, target: { type: 'company', id: scope.companyId } }) as const

/**
 * From the next request on nobody of the company gets in and its jobs wait; nothing is changed or deleted.
 * @returns the company's name, and whether it was suspended before
 * @throws AppError `not_found`, `invalid_input`
 */
export const suspendCompany = (
  slug: string,
  raw: z.input<typeof suspendCompanyInput> = {},
): Promise<{ name: string; already: boolean }> =>
  inCompanyOf(slug, async scope => {
    const because = parseInput(suspendCompanyInput, raw).because || null
    const companies = companiesIn(scope)
    const [{ name }, before] = [await companies.find(), await companies.suspension()]
    await companies.suspend(because)
    await auditEventsIn(scope).insert([
      buildEvent('company.suspended', because ? { because } : {}, byOperator(scope, 'company.suspend')),
    ])
    return { name, already: before !== undefined }
  })

/**
 * Everything goes on where it stopped: sessions that have not expired, invitations, mail and imports.
 * @returns the company's name, and since when it was suspended; undefined where it was not, and nothing changed
 * @throws AppError `not_found`
 */
export const resumeCompany = (slug: string): Promise<{ name: string; since: Date | undefined }> =>
  inCompanyOf(slug, async scope => {
    const companies = companiesIn(scope)
    const [{ name }, suspension] = [await companies.find(), await companies.suspension()]
    if (!suspension) return { name, since: undefined }
    await companies.resume()
    await auditEventsIn(scope).insert([
      buildEvent('company.resumed', { since: suspension.since.toISOString() }, byOperator(scope, 'company.resume')),
    ])
    // Mail that nobody has in hand is called at once; other jobs look again by themselves (lib/platform/jobs/postpone.ts).
    for (const { call } of Object.values(mailTasks)) await jobsIn(scope).add(call, scope.companyId)
    return { name, since: suspension.since }
  })

/**
 * Changes the name, the slug, or both. The former slug keeps forwarding.
 * @throws AppError `not_found`, `invalid_input` with a sentence per field
 */
export const renameCompanyAsOperator = (
  slug: string,
  raw: z.input<typeof renameByOperatorInput>,
): Promise<Record<'name' | 'slug', { from: string; to: string }>> =>
  inCompanyOf(slug, async scope => {
    const given = parseInput(renameByOperatorInput, raw)
    const companies = companiesIn(scope)
    const before = await companies.find()
    const name = { from: before.name, to: given.name ?? before.name }
    const address = { from: before.slug, to: given.slug ?? before.slug }
    if (name.from !== name.to) {
      await companies.rename(name.to, { by: null })
      await auditEventsIn(scope).insert([buildEvent('company.renamed', name, byOperator(scope, 'company.rename'))])
    }
    if (address.from !== address.to) {
      await companies.changeSlug(address.to, { by: null })
      await auditEventsIn(scope).insert([
        buildEvent('company.slug_changed', address, byOperator(scope, 'company.changeSlug')),
      ])
    }
    return { name, slug: address }
  })

interface CompanyOverview {
  slug: string
  name: string
  people: Record<'active' | 'invited' | 'inactive', number>
  suspendedSince: Date | undefined
  createdAt: Date
}

/** What the operator sees of a company without looking at its people. */
export const companyOverview = (companyId: string): Promise<CompanyOverview> =>
  inCompany(companyId, async scope => {
    const { slug, name, createdAt } = await companiesIn(scope).find()
    const suspension = await companiesIn(scope).suspension()
    const [counts] = await userListIn(scope).counts()
    const { active = 0, invited = 0, inactive = 0 } = counts ?? {}
    return { slug, name, people: { active, invited, inactive }, suspendedSince: suspension?.since, createdAt }
  })
