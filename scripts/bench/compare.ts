import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import postgres from 'postgres'
import setup from '../../vitest.setup-global'
import { buildWhenNeeded } from '../lib/build.mjs'

/**
 * Console beside an app that only reads the same rows (scripts/bench/bare), in one run and in turns: requests a second, latency,
 * processor time and bytes, and what they are of the bare one's. Builds, starts and seeds both itself:
 * npx tsx scripts/bench/compare.ts [seconds a slice] [rounds] [people]
 */
const seconds = Number(process.argv[2] ?? 5)
const rounds = Number(process.argv[3] ?? 3)
const people = Number(process.argv[4] ?? 5000)
const [consolePort, barePort] = [3971, 3972]
const next = join('node_modules/next/dist/bin/next')
const bareFolder = 'scripts/bench/bare'

interface Row {
  company_id: string
  id: string
  name: string
  email: string
  status: string
  created_at: Date
}

const stop = await setup()
process.env.APP_URL = `http://localhost:${consolePort}`
const { closeDatabase } = await import('../../db/client')
const { makeDatabase } = await import('../../db/make-database')
const { makeCompany } = await import('../../testing/factories')
const { seedBulk } = await import('../../testing/seed')
const { cookieOf } = await import('./visitor')

const admin = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
const company = await makeCompany()
const reader = await company.user({ groups: [company.administrators] })
await seedBulk({ slug: company.slug, users: people, groups: 100, events: people * 10 })
// In a database of its own on the same server: Console does not start beside a table that it does not know.
const rows = await admin<
  Row[]
>`select company_id, id, name, email, status, created_at from users where company_id = ${company.id}`
const bareDatabase = await makeDatabase(process.env.DATABASE_URL!)
const bareRows = postgres(bareDatabase.url, { max: 1, onnotice: () => {} })
await bareRows`
  create table bench_rows (company_id uuid, id uuid, name text, email text, status text, created_at timestamptz, primary key (company_id, name, id))`
for (let done = 0; done < rows.length; done += 1000)
  await bareRows`insert into bench_rows ${bareRows(rows.slice(done, done + 1000))}`
await bareRows`vacuum analyze`
await bareRows.end()
await admin`vacuum analyze`
await admin.end()
const cookie = await cookieOf(company, reader)
await closeDatabase()

if (!(await buildWhenNeeded())) process.exit(1)
// Turbopack takes the middleware of the folders above for the app's own.
await promisify(execFile)(process.execPath, [next, 'build', '--webpack', bareFolder])

const environment = {
  ...process.env,
  LOG_LEVEL: 'warn',
  DATABASE_POOL_MAX: '10',
  BENCH_DATABASE_URL: bareDatabase.url,
}
const start = (port: number, ...command: string[]): ChildProcess =>
  spawn(process.execPath, command, {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
    env: { ...environment, PORT: String(port) },
  })
const servers = {
  console: start(consolePort, 'scripts/start.mjs'),
  bare: start(barePort, next, 'start', bareFolder, '-p', String(barePort)),
}
const end = (signal: NodeJS.Signals) => {
  for (const { pid } of Object.values(servers)) {
    try {
      process.kill(-pid!, signal)
    } catch {
      // It has ended by itself.
    }
  }
}
process.once('exit', () => end('SIGKILL'))

interface Target {
  name: string
  server: keyof typeof servers
  url: string
  /** What it is compared with. */
  beside?: string
}
const bare = `http://localhost:${barePort}`
const page = (path: string) => `http://localhost:${consolePort}/${company.slug}${path}`
const api = (path: string) => `http://localhost:${consolePort}/api/v1${path}`
const targets: Target[] = [
  { name: 'bare page, 25 rows', server: 'bare', url: `${bare}/rows?company=${company.id}&n=25` },
  { name: 'bare page, 50 rows', server: 'bare', url: `${bare}/rows?company=${company.id}&n=50` },
  { name: 'bare route, 1 row', server: 'bare', url: `${bare}/api/rows?company=${company.id}&n=1` },
  { name: 'users', server: 'console', url: page('/users'), beside: 'bare page, 25 rows' },
  { name: 'groups', server: 'console', url: page('/groups'), beside: 'bare page, 25 rows' },
  { name: 'dashboard', server: 'console', url: page(''), beside: 'bare page, 25 rows' },
  { name: 'audit log', server: 'console', url: page('/audit-log'), beside: 'bare page, 50 rows' },
  { name: 'me/access', server: 'console', url: api('/me/access'), beside: 'bare route, 1 row' },
  { name: 'groups as JSON', server: 'console', url: api('/groups'), beside: 'bare route, 1 row' },
]
const chosen = process.argv[5]?.split(',')
const measured = targets.filter(({ name, beside }) => !chosen || !beside || chosen.includes(name))

const ask = (url: string) => fetch(url, { headers: { cookie }, redirect: 'manual' })
for (const { name, url } of measured) {
  let answer = await ask(url).catch(() => undefined)
  for (let tries = 0; answer?.status !== 200 && tries < 600; tries++) {
    await wait(100)
    answer = await ask(url).catch(() => undefined)
  }
  if (answer?.status !== 200) throw new Error(`${name}: ${answer?.status}`)
}

/** Processes of a server, with what they have used so far: milliseconds, and bytes of memory that are theirs now. */
function usage(group: number): { cpu: number; memory: number } {
  const used = { cpu: 0, memory: 0 }
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      if (Number(fields[2]) !== group && !isBelow(Number(pid), group)) continue
      used.cpu += (Number(fields[11]) + Number(fields[12])) * 10
      used.memory += Number(fields[21]) * 4096
    } catch {
      // It has ended meanwhile.
    }
  }
  return used
}
function isBelow(pid: number, ancestor: number): boolean {
  for (let at = pid; at > 1;) {
    if (at === ancestor) return true
    at = Number(readFileSync(`/proc/${at}/stat`, 'utf8').split(') ')[1]!.split(' ')[1])
  }
  return false
}

interface Slice {
  rate: number
  p50: number
  p95: number
  p99: number
  cpu: number
}
async function slice({ url, server }: Target, connections: number, duration: number): Promise<Slice> {
  const before = usage(servers[server].pid!)
  const result = await autocannon({ url, connections, duration, headers: { cookie } })
  if (result.non2xx || result.errors) throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`)
  const cpu = (usage(servers[server].pid!).cpu - before.cpu) / result.requests.total
  const { p50, p97_5: p95, p99 } = result.latency
  return { rate: result.requests.total / result.duration, p50, p95, p99, cpu }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
for (const connections of [32, 1]) {
  const slices = new Map<string, Slice[]>(measured.map(({ name }) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const target of measured) {
      const taken = await slice(target, connections, round < 0 ? Math.min(seconds, 4) : seconds)
      // The first round warms and is not counted.
      if (round >= 0) slices.get(target.name)!.push(taken)
    }
  }
  console.log(`\nConcurrency ${connections}, median of ${rounds} (lowest to highest)`)
  const of = (name: string, key: keyof Slice): number => median(slices.get(name)!.map(taken => taken[key]))
  for (const { name, beside } of measured) {
    const rates = slices.get(name)!.map(({ rate }) => rate)
    const ratio = beside
      ? `  × ${(of(name, 'rate') / of(beside, 'rate')).toFixed(2)} (latency × ${(of(name, 'p50') / Math.max(1, of(beside, 'p50'))).toFixed(1)})`
      : ''
    console.log(
      `${name.padEnd(20)} ${of(name, 'rate').toFixed(0).padStart(6)} /s (${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)})` +
        `  p50 ${of(name, 'p50')} p97.5 ${of(name, 'p95')} p99 ${of(name, 'p99')} ms  ${of(name, 'cpu').toFixed(1)} ms of processor${ratio}`,
    )
  }
}

console.log('\nBytes')
for (const { name, url } of measured) {
  const text = await (await ask(url)).text()
  const flight = [...text.matchAll(/<script[^>]*>self\.__next_f\.push\((.*?)\)<\/script>/gs)].reduce(
    (sum, [, data]) => sum + data!.length,
    0,
  )
  console.log(
    `${name.padEnd(20)} ${(text.length / 1000).toFixed(0).padStart(4)} kB, of them flight ${(flight / 1000).toFixed(0)} kB; gzipped ${(gzipSync(text).length / 1000).toFixed(1)} kB`,
  )
}
for (const [name, { pid }] of Object.entries(servers))
  console.log(`Memory of ${name} after load: ${(usage(pid!).memory / 1e6).toFixed(0)} MB`)
end('SIGTERM')
await wait(1000)
await stop()
process.exit(0)
