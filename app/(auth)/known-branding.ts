import type { CompanyBranding } from '@/components/shell/company-mark'
import { viewBranding } from '@/lib/company/branding'
import { paths } from '@/lib/kernel/paths'
import { requestFacts } from '@/lib/operation/request-facts'
import { executePublic } from '@/lib/operation/run'
import { rememberedCompanies } from '@/lib/platform/cookies/company-cookie'

/** What a company looks like, where somebody signed in to it in this browser; undefined for everybody else, whether or not there is one. */
export async function knownBranding(slug: string): Promise<CompanyBranding | undefined> {
  const { token } = (await rememberedCompanies()).find(known => known.slug === slug) ?? {}
  if (!token) return undefined
  const branding = await executePublic(viewBranding, await requestFacts(), { company: slug, token })
  if (!branding) return undefined
  const { name, accentColor, logoDigest } = branding
  return { name, accentColor, logo: logoDigest ? paths.companyLogo(slug, token, logoDigest) : undefined }
}
