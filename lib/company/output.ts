import { z } from 'zod'
import { versionOutput } from '@/lib/kernel/outputs'

export const changeSlugOutput = versionOutput.extend({ slug: z.string() })

export const viewSettingsOutput = z.object({
  company: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    createdAt: z.date(),
    invitationDays: z.number(),
    version: z.number(),
  }),
  formerSlugs: z.array(z.object({ slug: z.string(), freeFrom: z.date() })),
})

export const viewSettingsPageOutput = viewSettingsOutput.extend({
  formerSlugRules: z.object({ most: z.number(), days: z.number() }),
})
