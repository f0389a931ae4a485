import { closeDatabase } from '../../db/client'
import { env } from '../../lib/kernel/env'
import { makeCompany } from '../../testing/factories'
import { weighPage } from '../../testing/page-weight'
import { seedBulk } from '../../testing/seed'
import { visitor } from './visitor'

/**
 * What the pages of the console weigh in a company of 5,000 people, 100 groups and 50,000 events.
 * Run against a server that is up, with its environment: npx tsx scripts/bench/weight.ts
 */
const company = await makeCompany()
const ada = await company.user({ name: 'Ada', groups: [company.administrators] })
await seedBulk({ slug: company.slug, users: 5000, groups: 100, events: 50_000 })
const { cookie } = await visitor(company, ada)

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(9)

process.stdout.write(`${'kB'.padEnd(14)}     html   flight     gzip  scripts\n`)
for (const path of [
  '',
  'access',
  'users',
  'invitations',
  'groups',
  'permissions',
  'audit-log',
  'settings',
  'profile',
]) {
  const { html, flight, gzip, scripts } = await weighPage(`${env().APP_URL}/${company.slug}/${path}`, cookie)
  process.stdout.write(`/${path.padEnd(13)}${[html, flight, gzip, scripts].map(kilobytes).join('')}\n`)
}
await closeDatabase()
