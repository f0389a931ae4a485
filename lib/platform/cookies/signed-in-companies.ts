import { brandingToken } from '@/lib/kernel/branding-token'
import { rememberedCompanies, type RememberedCompany } from './company-cookie'
import { readSessionCookies } from './session-cookie'

/**
 * The companies that this browser holds a session of, under the names that it remembers, the last sign-in first. Nothing is asked
 * of the database: whether a session is still good is seen by opening its company.
 */
export async function signedInCompanies(): Promise<RememberedCompany[]> {
  const held = new Set((await readSessionCookies()).map(({ companyId }) => brandingToken(companyId)))
  return (await rememberedCompanies()).filter(({ token }) => token !== undefined && held.has(token))
}
