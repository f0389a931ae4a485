import { companiesIn } from '@/db/repositories/companies'
import { z } from 'zod'
import { query } from '../operation/define'

export const viewSettings = query({
  name: 'company.view',
  permission: 'settings:read',
  explain: "See the company's settings.",
  input: z.object({}),
  async run({ scope, record }) {
    const company = await companiesIn(scope).find()
    record('settings.viewed', {}, { target: { type: 'company', id: scope.companyId } })
    return { company }
  },
})
