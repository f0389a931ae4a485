import { allCompanies } from '@/db/all-companies'
import { formatTotal } from '@/lib/kernel/totals'
import { type Command, options, UsageError } from '../lib/command'
import { loadEnvironment, migrateDatabase, openDatabase } from '../lib/environment'
import type { Lifetime } from '../lib/lifetime'

async function prepare(life: Lifetime): Promise<string> {
  const databaseUrl = await openDatabase(loadEnvironment(), life)
  await migrateDatabase()
  return databaseUrl
}

function named(slug: string | undefined): string {
  if (!slug) throw new UsageError('Name the company with --company SLUG.')
  return slug
}

const day = (at: Date): string => at.toISOString().slice(0, 10)

export const companyList: Command = {
  name: 'company list',
  summary: 'list the companies, their people and their state',
  help: `Lists every company: its slug and name, how many people it has by status, whether it is suspended, and since
when it is here.

  npm run console -- company list`,
  async run(args, life) {
    options(args, {})
    const ids = await allCompanies(await prepare(life))
    const { companyOverview } = await import('@/lib/company/operator')
    const companies = []
    for (const id of ids) companies.push(await companyOverview(id))
    if (!companies.length)
      return console.log('There are no companies yet. Create one with: npm run console -- company create')
    const rows = companies
      .toSorted((one, other) => one.slug.localeCompare(other.slug))
      .map(({ slug, name, people, suspendedSince, createdAt }) => [
        slug,
        name,
        `${formatTotal(people.active)} active, ${formatTotal(people.invited)} invited, ${formatTotal(people.inactive)} inactive`,
        suspendedSince ? `suspended since ${day(suspendedSince)}` : 'open',
        day(createdAt),
      ])
    console.log(asTable([['SLUG', 'NAME', 'PEOPLE', 'STATE', 'CREATED'], ...rows]))
  },
}

/** Columns as wide as their widest cell, two spaces between. */
function asTable(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)))
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const companySuspend: Command = {
  name: 'company suspend',
  summary: 'block access to a company until it is resumed',
  help: `Suspends a company: from the next request on, nothing can be opened and its people see why. No data is
changed or deleted; emails and imports wait. The audit log of the company records it as the operator's action.

  npm run console -- company suspend --company SLUG [--reason SENTENCE]

  --company SLUG     the company
  --reason SENTENCE  the reason its people see, such as "The contract ended on 1 May."`,
  async run(args, life) {
    const { company, reason } = options(args, { company: { type: 'string' }, reason: { type: 'string' } })
    const slug = named(company)
    await prepare(life)
    const { suspendCompany } = await import('@/lib/company/operator')
    const { name, already } = await suspendCompany(slug, { because: reason })
    console.log(already ? `${name} was already suspended. Its people now see the new reason.` : `${name} is suspended.`)
    console.log(`To restore access: npm run console -- company resume --company ${slug}`)
  },
}

export const companyResume: Command = {
  name: 'company resume',
  summary: 'restore access to a suspended company',
  help: `Ends the suspension of a company. Sessions that have not expired work again, waiting emails are sent
immediately, and imports and other jobs continue within five minutes.

  npm run console -- company resume --company SLUG`,
  async run(args, life) {
    const slug = named(options(args, { company: { type: 'string' } }).company)
    await prepare(life)
    const { resumeCompany } = await import('@/lib/company/operator')
    const { name, since } = await resumeCompany(slug)
    console.log(
      since
        ? `${name} has access again. It had been suspended since ${day(since)}.`
        : `${name} was not suspended, so nothing changed.`,
    )
  },
}

export const companyRename: Command = {
  name: 'company rename',
  summary: "change a company's name or slug",
  help: `Changes the name of a company, its slug, or both. The previous slug redirects to the new one.

  npm run console -- company rename --company SLUG [--name NAME] [--slug SLUG]

  --company SLUG   the company, by its current slug
  --name NAME      its new name
  --slug SLUG      its new slug, which its people enter to sign in`,
  async run(args, life) {
    const given = options(args, { company: { type: 'string' }, name: { type: 'string' }, slug: { type: 'string' } })
    const company = named(given.company)
    if (given.name === undefined && given.slug === undefined)
      throw new UsageError('Give a new --name, a new --slug, or both.')
    await prepare(life)
    const { renameCompanyAsOperator } = await import('@/lib/company/operator')
    const { name, slug } = await renameCompanyAsOperator(company, { name: given.name, slug: given.slug })
    console.log(name.from === name.to ? `Name: ${name.to} (as before)` : `Name: ${name.to} (before: ${name.from})`)
    console.log(
      slug.from === slug.to
        ? `Slug: ${slug.to} (as before)`
        : `Slug: ${slug.to} (before: ${slug.from}, which redirects to the new one)`,
    )
  },
}
