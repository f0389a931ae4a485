import { z } from 'zod'
import { versionOutput } from '@/lib/kernel/outputs'

export const changeSlugOutput = versionOutput.extend({ slug: z.string() })

/** What a company looks like: its colour as `#rrggbb`, and the digest of its logo. */
const brandingOutput = z.object({
  name: z.string(),
  accentColor: z.string().nullable(),
  logoDigest: z.string().nullable(),
})

export const viewBrandingOutput = brandingOutput.optional()

export const uploadLogoOutput = z.object({ logoDigest: z.string(), width: z.number(), height: z.number() })

/** A PNG in base64. */
export const viewLogoOutput = z.object({ png: z.string(), logoDigest: z.string() }).optional()

export const viewSettingsOutput = z.object({
  company: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    createdAt: z.date(),
    invitationDays: z.number(),
    /** By its name in the IANA Time Zone Database. */
    timeZone: z.string(),
    language: z.string(),
    accentColor: z.string().nullable(),
    logoDigest: z.string().nullable(),
    version: z.number(),
  }),
  formerSlugs: z.array(z.object({ slug: z.string(), freeFrom: z.date() })),
})

export const viewSettingsPageOutput = viewSettingsOutput.extend({
  formerSlugRules: z.object({ most: z.number(), days: z.number() }),
})
