import { z } from 'zod'
import { jsonList, batch } from '@/db/json'
import { companiesIn, FORMER_SLUG_DAYS, FORMER_SLUGS } from '@/db/repositories/companies'
import { notFound } from '@/lib/kernel/errors'
import { query, type Context } from '@/lib/operation/define'
import { viewSettingsOutput, viewSettingsPageOutput } from './output'
import './events'

export type { FormerSlug } from '@/db/repositories/companies'

/** What programs and the page of the settings are told, and the record that they were. */
async function settingsSeen({ scope, record }: Pick<Context, 'scope' | 'record'>) {
  const { companies, formerSlugs } = await batch(scope.tx, {
    companies: jsonList(companiesIn(scope).one()),
    formerSlugs: jsonList(companiesIn(scope).formerSlugs()),
  })
  const company = companies[0]
  if (!company) throw notFound('Company')
  record('settings.viewed', {}, { target: { type: 'company', id: scope.companyId } })
  return { company, formerSlugs }
}

export const viewSettings = query({
  name: 'company.view',
  permission: 'settings:read',
  explain: "See the company's settings.",
  input: z.object({}),
  output: viewSettingsOutput,
  http: { method: 'GET', path: '/company' },
  versioned: ({ company }) => company.version,
  run: settingsSeen,
})

export const viewSettingsPage = query({
  name: 'company.viewPage',
  permission: 'settings:read',
  explain: "See the company's settings.",
  input: z.object({}),
  output: viewSettingsPageOutput,
  internal: 'It draws a page.',
  run: async context => ({
    ...(await settingsSeen(context)),
    formerSlugRules: { most: FORMER_SLUGS, days: FORMER_SLUG_DAYS },
  }),
})
