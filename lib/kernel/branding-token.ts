import { timingSafeEqual } from 'node:crypto'
import { keyedDigest } from './encryption'
import { paths } from './paths'

/** 132 bits of the digest. */
const LENGTH = 22

/**
 * By this somebody knows a company, who signed in there in this browser: they are told its name, colour and logo without a session. It
 * opens nothing else, and is the same for everybody of the company.
 */
export const brandingToken = (companyId: string): string => keyedDigest(companyId, 'branding').slice(0, LENGTH)

export function isBrandingToken(token: string, companyId: string): boolean {
  const [given, expected] = [Buffer.from(token), Buffer.from(brandingToken(companyId))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Where the logo of a company is, for browsers to keep for good; undefined where it has none. */
export const logoPath = ({ id, slug, logoDigest }: { id: string; slug: string; logoDigest: string | null }) =>
  logoDigest ? paths.companyLogo(slug, brandingToken(id), logoDigest) : undefined
