import { z } from 'zod'

export const changeSlugOutput = z.object({ slug: z.string() })

export const viewSettingsOutput = z.object({
  company: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    createdAt: z.date(),
    invitationDays: z.number(),
  }),
  formerSlugs: z.array(z.object({ slug: z.string(), freeFrom: z.date() })),
})

export const viewSettingsPageOutput = viewSettingsOutput.extend({
  formerSlugRules: z.object({ most: z.number(), days: z.number() }),
})
