import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { allCompanies } from '@/db/all-companies'
import { catalogueChecks, inspectCatalogue } from '@/db/doctor'
import { inspectKeys } from '@/db/inspect-keys'
import { inspectQueue } from '@/db/inspect-queue'
import { inspectAsAdministrator, inspectAsApplication } from '@/db/inspect-server'
import { isFolded } from '@/db/is-folded'
import { whyNewer } from '@/db/is-newer'
import { inspectAddresses } from '@/db/kept-addresses'
import { inspectLargeObjects } from '@/db/privileges'
import type { Env } from '@/lib/kernel/env'
import { pluralize } from '@/lib/kernel/format'
import { workerUrl } from '@/lib/platform/jobs/worker-url'
import { checkJobs, checkMail } from '../lib/check-mail'
import { type Command, options } from '../lib/command'
import { loadEnvironment, openDatabase } from '../lib/environment'

const help = `Examines an installation: configuration, versions, clocks, mail, jobs, and the locks on the database.

  npm run console -- doctor

Ends with 0 when all is well or there are warnings only, and with 1 when it found something.`

/** Beyond this, time steps of second factors and expiries of links begin to disagree. */
const CLOCK_TOLERANCE_MS = 2000

interface Check {
  title: string
  /** What is wrong, one sentence each; nothing when all is well. */
  problems: string[]
  /** What somebody else has to mend, and Console runs meanwhile. */
  warnings?: string[]
  fact?: string
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'examine configuration, versions, clocks, mail, jobs and the locks on the database',
  help,
  async run(args, life) {
    options(args, {})
    const env = loadEnvironment()
    const databaseUrl = await openDatabase(env, life)
    const sql = postgres(databaseUrl, {
      max: 1,
      prepare: false,
      connect_timeout: 10,
      onnotice: () => {},
    })
    life.owns(() => sql.end({ timeout: 5 }))
    const checks: Check[] = [
      configuration(env),
      versions(),
      ...(await server(sql)),
      await checkMail(),
      await version(sql),
      ...(await locks(sql, databaseUrl)),
      ...(await keys(sql, databaseUrl)),
    ]
    for (const { title, fact, problems, warnings = [] } of checks) {
      console.log(`${problems.length ? '✗' : warnings.length ? '!' : '✓'} ${title}${fact ? `: ${fact}` : ''}`)
      for (const sentence of [...problems, ...warnings]) console.log(`    ${sentence}`)
    }
    const found = checks.reduce((sum, { problems }) => sum + problems.length, 0)
    const warned = checks.reduce((sum, { warnings = [] }) => sum + warnings.length, 0)
    const counts = [found && pluralize(found, 'finding'), warned && pluralize(warned, 'warning')].filter(Boolean)
    console.log(counts.length ? `\n${counts.join(', ')}.` : '\nAll is well.')
    return found ? 1 : 0
  },
}

function configuration(env: Env): Check {
  const problems: string[] = []
  const local = ['127.0.0.1', 'localhost', '::1'].includes(env.HOST)
  if (!local && env.APP_URL.startsWith('http:')) {
    problems.push('HOST opens Console to the network while APP_URL has no https: passwords would be sent unencrypted.')
  }
  if (env.AUTH_SECRET === env.PASSWORD_PEPPER) problems.push('AUTH_SECRET and PASSWORD_PEPPER must differ.')
  if (env.ENCRYPTION_KEY === env.AUTH_SECRET || env.ENCRYPTION_KEY === env.PASSWORD_PEPPER) {
    problems.push('ENCRYPTION_KEY must differ from AUTH_SECRET and PASSWORD_PEPPER.')
  }
  return { title: 'Configuration', fact: env.APP_URL, problems }
}

function versions(): Check {
  const { version } = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8')) as { version: string }
  return { title: 'Versions', fact: `Node.js ${process.versions.node}, Next.js ${version}`, problems: [] }
}

/** Its version and encoding were found good when the database was opened. */
async function server(sql: postgres.Sql): Promise<Check[]> {
  const [about] = await sql<{ version: string }[]>`select current_setting('server_version') as version`
  const before = Date.now()
  const [clock] = await sql<{ now: number }[]>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`
  const difference = Math.round((clock?.now ?? 0) - (before + Date.now()) / 2)
  return [
    { title: 'PostgreSQL', fact: about?.version ?? 'unknown', problems: [] },
    {
      title: 'Clocks',
      fact: `the database differs by ${Math.abs(difference)} ms`,
      problems: Math.abs(difference) > CLOCK_TOLERANCE_MS ? ['Set both machines by a time server.'] : [],
    },
  ]
}

async function version(sql: postgres.Sql): Promise<Check> {
  const newer = await whyNewer(sql)
  return {
    title: 'The database is of no newer version',
    problems: newer ? [`This version cannot use the database: ${newer}.`] : [],
  }
}

/** What people sign in, are told apart and are found by. */
async function keys(sql: postgres.Sql, databaseUrl: string): Promise<Check[]> {
  const title = 'Keys and words are those of this version (sample)'
  const [row] = await sql<{ known: boolean }[]>`select to_regclass('public.search_words') is not null as known`
  if (!row?.known) return [{ title, problems: [] }]
  // Nothing here may make them anew.
  if (await whyNewer(sql)) return [{ title, fact: 'not looked at, they are of a newer version', problems: [] }]
  if (!(await isFolded(sql)))
    return [{ title, problems: ['They were made by another version. Run: npm run console -- migrate'] }]
  const companies = await allCompanies(databaseUrl)
  return [
    { title, problems: await inspectKeys(sql, companies) },
    { title: 'Each mailbox is one person', problems: [], warnings: await inspectAddresses(sql, companies) },
  ]
}

/** What Console rests on, tried over each of its connections; see there. */
async function behaviour(databaseUrl: string): Promise<Check> {
  const { appUrl } = await import('@/db/client')
  const worker = workerUrl()
  const of = (who: string, tried: Promise<string[]>) =>
    tried.catch((error: Error) => [`It could not be tried as the ${who}: ${error.message}`])
  const problems = await Promise.all([
    of(
      'administrator',
      inspectAsAdministrator(databaseUrl).then(({ findings }) => findings),
    ),
    of('application', inspectAsApplication(appUrl())),
    ...(worker ? [of('worker', inspectQueue(worker))] : []),
  ])
  return { title: 'The server does what it says', problems: [...new Set(problems.flat())].map(one => `${one}.`) }
}

async function locks(sql: postgres.Sql, databaseUrl: string): Promise<Check[]> {
  const [row] = await sql<{ migrated: boolean }[]>`select to_regclass('public.companies') is not null as migrated`
  if (!row?.migrated) {
    return [{ title: 'Tables', problems: ['The database has no tables yet. Run: npm run console -- migrate'] }]
  }
  const findings = await inspectCatalogue(sql)
  const catalogue = catalogueChecks.map(title => ({
    title,
    problems: findings.filter(({ check }) => check === title).map(({ finding }) => finding),
  }))
  return [
    await checkJobs(sql),
    await behaviour(databaseUrl),
    ...catalogue,
    {
      title: 'No role of the application can make large objects',
      problems: [],
      warnings: await inspectLargeObjects(sql),
    },
  ]
}
