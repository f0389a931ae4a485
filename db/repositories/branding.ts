import { eq } from 'drizzle-orm'
import { companies, companyLogos } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'

/** A logo as it is stored: a PNG in base64, and its size in pixels. */
export interface StoredLogo {
  png: string
  width: number
  height: number
}

/** What a company looks like. */
export function brandingIn({ companyId, tx }: CompanyScope) {
  const ours = eq(companies.id, companyId)
  const ourLogo = eq(companyLogos.companyId, companyId)

  return {
    /** Its name, colour and the digest of its logo; undefined for a company that is none. */
    async find() {
      const [company] = await tx
        .select({ name: companies.name, accentColor: companies.accentColor, logoDigest: companies.logoDigest })
        .from(companies)
        .where(ours)
      return company
    },

    async logo(): Promise<StoredLogo | undefined> {
      const { png, width, height } = companyLogos
      const [logo] = await tx.select({ png, width, height }).from(companyLogos).where(ourLogo)
      return logo
    },

    /** @param digest tells it from the one before */
    async setLogo(logo: StoredLogo, digest: string): Promise<void> {
      await tx
        .insert(companyLogos)
        .values({ companyId, ...logo })
        .onConflictDoUpdate({ target: companyLogos.companyId, set: logo })
      await tx.update(companies).set({ logoDigest: digest }).where(ours)
    },

    async removeLogo(): Promise<void> {
      await tx.delete(companyLogos).where(ourLogo)
      await tx.update(companies).set({ logoDigest: null }).where(ours)
    },
  }
}
