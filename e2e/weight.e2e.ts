import { weighPage, type PageWeight } from '@/testing/page-weight'
import { seedBulk } from '@/testing/seed'
import { cookieOf, expect, test } from './support/test'

/**
 * The most that a page may weigh, in bytes: the document with the data in it, and the document compressed. A page that
 * grows beyond it says things twice: see docs/architecture.md, "What a page weighs".
 */
const budgets: Record<string, Partial<PageWeight>> = {
  // Its pictures are drawings with a link and a name for each bar, and a table of their numbers (docs/decisions/0037).
  '': { html: 66_000 },
  // With filters, columns, views and a selection that outlives a page.
  users: { html: 90_000, gzip: 16_000, scripts: 163_000 },
  // With a chooser of permissions among its filters.
  groups: { html: 92_000, scripts: 159_500 },
  // With thirty of the company's own beside Console's, and with filters.
  permissions: { html: 95_000, scripts: 158_500 },
  'audit-log': { html: 100_000 },
}

/** Signing in again over a page, asking before changes are lost and saying that one is offline took 1.5 kB of it. All script files of any other of these pages, compressed; the 39 kB for browsers without modules are loaded by none of today. */
const SCRIPTS = 158_000

test('The pages that are opened most are light, however full they are', async ({ company, baseURL }) => {
  const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
  await seedBulk({ slug: company.slug, users: 200, groups: 100, events: 2000 })
  const { name, value } = await cookieOf(company, ada)
  for (const [path, budget] of Object.entries(budgets)) {
    const weight = await weighPage(`${baseURL}/${company.slug}/${path}`, `${name}=${value}`)
    for (const [what, most] of Object.entries({ scripts: SCRIPTS, ...budget }))
      expect.soft(weight[what as keyof PageWeight], `/${path}: ${what}`).toBeLessThanOrEqual(most)
  }
})
