import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { buildWhenNeeded } from './lib/build.mjs'
import { checkNode, installWhenNeeded, root } from './lib/install.mjs'
import { onParentGone } from './lib/parent.mjs'
import { findPgbouncer } from './lib/pgbouncer.mjs'
import { findPostgres } from './lib/postgres.mjs'

/** Locks, migrations, cursors. How statements are carried out is looked at on the newest alone: it takes as long as all of these. */
const databaseTests = ['db/']
/** Every operation once, with all its statements; what else is asked of each does not depend on the database's version. */
const operationTests = ['lib/registry.test.ts', '--testNamePattern', 'works for somebody|runs at most three']
/** They start and stop the embedded PostgreSQL themselves. */
const bringTheirOwn = ['scripts/embedded-postgres/embedded.test.ts', 'db/recovery.test.ts']

const stages = { format, types, lint, unit, postgres15, instances, e2e }
const { only, rest } = chosen(process.argv.slice(2))
const reports = mkdtempSync(join(tmpdir(), 'console-reports-'))
const total = { passed: 0, failed: 0 }
/** What failed, by name: said once more at the end, where somebody who sees only the last lines finds it. */
const failures = []
let running
let stopped = false

process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
process.once('SIGTERM', () => breakOff(0))
// The terminal gives Ctrl-C to the tool as well, and most take a second one for impatience.
process.once('SIGINT', () => breakOff(5000))
onParentGone(() => breakOff(0))

/** Ends the tool at work, which ends its own servers, and then this process. */
function breakOff(patience) {
  if (stopped) return
  stopped = true
  if (!running || running.exitCode !== null || running.signalCode !== null) process.exit(130)
  setTimeout(() => running.kill('SIGTERM'), patience)
}

checkNode()
installWhenNeeded({ dev: true })
for (const [name, stage] of Object.entries(stages)) {
  if (only && only !== name) continue
  console.log(`\n── ${name}`)
  const { passed, failed, names = [] } = await stage()
  total.passed += passed
  total.failed += failed
  failures.push(...(failed && names.length === 0 ? [''] : names).map(failure => `${name}: ${failure || 'see above'}`))
}
const good = total.failed === 0 && total.passed > 0
if (failures.length) console.log(`\n── failed\n${failures.slice(0, 50).join('\n')}`)
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`, () => process.exit(good ? 0 : 1))

/** `--only unit lib/groups` runs one stage, and of it what the rest names. */
function chosen(args) {
  const at = args.indexOf('--only')
  if (at === -1 && args.length === 0) return { rest: [] }
  const name = args[at + 1]
  if (at === 0 && Object.hasOwn(stages, name ?? '')) return { only: name, rest: args.slice(2) }
  console.error(`Use: npm test, or npm test -- --only ${Object.keys(stages).join('|')} [what to run of it]`)
  process.exit(2)
}

/** Runs a tool of node_modules with its output shown. NODE_ENV is each tool's own business. */
function run(tool, args, env = {}) {
  const inherited = { ...process.env }
  delete inherited.NODE_ENV
  const path = join(root, 'node_modules/.bin', tool)
  return new Promise(resolve => {
    running = spawn(path, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...inherited, NEXT_TELEMETRY_DISABLED: '1', ...env },
    })
    running.once('error', error => {
      console.error(`${tool} could not be started: ${error.message}`)
      resolve(false)
    })
    running.once('exit', status => {
      if (stopped) process.exit(130)
      resolve(status === 0)
    })
  })
}

function one(good) {
  return { passed: good ? 1 : 0, failed: good ? 0 : 1 }
}

function together(first, second) {
  return {
    passed: first.passed + second.passed,
    failed: first.failed + second.failed,
    names: [...(first.names ?? []), ...(second.names ?? [])],
  }
}

async function format() {
  return one(await run('oxfmt', ['--check']))
}

/** The types of routes and their parameters are made by Next.js before the compiler looks. */
async function types() {
  return one((await run('next', ['typegen'])) && (await run('tsc', ['--noEmit'])))
}

async function lint() {
  return one(await run('oxlint', ['--deny-warnings']))
}

/** What they send to the database is written down, and all of it must be what a distributed PostgreSQL takes too. */
async function unit() {
  if (rest.length) return vitest('unit', rest)
  const statements = join(reports, 'statements')
  mkdirSync(statements)
  const tests = await vitest('unit', [], { RECORD_STATEMENTS: statements })
  const good = await run('tsx', ['scripts/inspect-statements.ts', statements])
  return together(tests, { ...one(good), names: good ? [] : ['statements that a distributed PostgreSQL refuses'] })
}

/** What the database promises, on the oldest PostgreSQL that is supported, beside the newest that all other tests run on. */
async function postgres15() {
  const installation = findPostgres(15)
  if (installation) {
    console.log(`On the PostgreSQL 15 of ${installation}.`)
    const env = { TEST_POSTGRES: installation, TEST_DATABASE_URL: '' }
    if (rest.length) return vitest('postgres15', rest, env)
    const own = bringTheirOwn.map(file => `--exclude=${file}`)
    const database = await vitest('postgres15', [...databaseTests, ...own], env)
    const operations = await vitest('postgres15-operations', operationTests, env)
    return together(database, operations)
  }
  return missing("There is no PostgreSQL 15 on this machine (Debian's package postgresql-15)", 'on')
}

/** Runs unit tests; `which` of them, as vitest's arguments. */
async function vitest(name, which, env = {}) {
  const file = join(reports, `${name}.json`)
  const good = await run(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...which],
    env,
  )
  return counted(good, file, report => {
    // A file that does not load has no tests that could fail, and is one failure.
    const unloaded = report.testResults.filter(one => one.status === 'failed' && !one.assertionResults.length)
    const failed = report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.filter(one => one.status === 'failed').map(one => `${inProject(name)}: ${one.fullName}`),
    )
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      names: [...failed, ...unloaded.map(({ name }) => `${inProject(name)} does not load`)],
    }
  })
}

/** Several instances of the build on one database, behind a pooler. */
async function instances() {
  const pgbouncer = findPgbouncer()
  if (!pgbouncer) return missing("There is no PgBouncer on this machine (Debian's package pgbouncer)", 'behind')
  console.log(`Behind the PgBouncer at ${pgbouncer}.`)
  if (!(await buildWhenNeeded())) return one(false)
  return vitest('instances', ['scripts/instances', ...rest], { TEST_INSTANCES: 'true' })
}

/** What only some machines have has to be there where it counts. */
function missing(what, where) {
  const must = process.env.CI === 'true'
  console.log(`${what}${must ? '.' : `, so nothing is tested ${where} one.`}`)
  return { passed: 0, failed: must ? 1 : 0 }
}

async function e2e() {
  if (!(await buildWhenNeeded())) return one(false)
  const file = join(reports, 'e2e.json')
  const good = await run('playwright', ['test', '--reporter=list,json', ...rest], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  return counted(good, file, ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    names: suites.flatMap(unexpectedIn),
  }))
}

/** The tests of a suite of Playwright's report, and of the suites in it, that did not end as expected. */
function unexpectedIn({ specs, suites = [] }) {
  const failed = specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'unexpected'))
    .map(({ file, line, title }) => `e2e/${file}:${line} ${title}`)
  return [...failed, ...suites.flatMap(unexpectedIn)]
}

function inProject(path) {
  return relative(root, path)
}

/** A tool that fails without a failed test (it crashed, it found no test) counts as one failure. */
function counted(good, file, count) {
  let result = { passed: 0, failed: 0 }
  try {
    result = count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    console.error('There is no report of what ran.')
    return one(false)
  }
  if (!good && result.failed === 0) result.failed = 1
  return result
}
