import { companiesIn, FORMER_SLUG_DAYS, FORMER_SLUGS } from '@/db/repositories/companies'
import { z } from 'zod'
import { query } from '../operation/define'

export type { FormerSlug } from '@/db/repositories/companies'

export const viewSettings = query({
  name: 'company.view',
  permission: 'settings:read',
  explain: "See the company's settings.",
  input: z.object({}),
  async run({ scope, record }) {
    const company = await companiesIn(scope).find()
    const formerSlugs = await companiesIn(scope).formerSlugs()
    record('settings.viewed', {}, { target: { type: 'company', id: scope.companyId } })
    return { company, formerSlugs, formerSlugRules: { most: FORMER_SLUGS, days: FORMER_SLUG_DAYS } }
  },
})
