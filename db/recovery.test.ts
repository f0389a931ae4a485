import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/kernel/errors'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres/embedded'
import type * as Factories from '@/testing/factories'
import type * as Client from './client'
import { migrate } from './migrate'
import type * as Scope from './scope'

// A server of its own, because this test takes it down. The modules that read the configuration are
// loaded when its address is known.
const dataDir = mkdtempSync(join(tmpdir(), 'console-recovery-'))
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let closeDatabase: typeof Client.closeDatabase
let inCompany: typeof Scope.inCompany
let makeCompany: typeof Factories.makeCompany

const start = () => startEmbeddedPostgres({ dataDir, database: 'console_recovery' })

beforeAll(async () => {
  server = await start()
  process.env.DATABASE_URL = server.url
  process.env.DATABASE_POOL_MAX = '5'
  await migrate({ databaseUrl: server.url, authSecret: process.env.AUTH_SECRET! })
  ;({ closeDatabase } = await import('./client'))
  ;({ inCompany } = await import('./scope'))
  ;({ makeCompany } = await import('@/testing/factories'))
})

afterAll(async () => {
  await closeDatabase()
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('Writers survive three restarts of the database: nothing hangs, no acknowledged row is lost, none that was refused is there, service is back within 5 s', async () => {
  const company = await makeCompany()
  const [place] = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ name: string }>(sql`select current_database() as name`),
  )
  expect(place?.name).toBe('console_recovery')
  const acknowledged = new Set<string>()
  const refused = new Set<string>()
  const unknown = new Set<string>()
  const unexpected: unknown[] = []
  let stopped = false
  let slowest = 0
  const write = async (writer: number) => {
    for (let n = 0; !stopped; n++) {
      const slug = `w${writer}-${n}`
      const began = performance.now()
      try {
        await inCompany(company.id, ({ tx, companyId }) =>
          tx.execute(
            sql`insert into groups (company_id, id, name, name_key, slug) values (${companyId}, gen_random_uuid(), ${slug}, ${slug}, ${slug})`,
          ),
        )
        acknowledged.add(slug)
      } catch (error) {
        const code = error instanceof AppError ? error.code : undefined
        if (code === 'unavailable') refused.add(slug)
        else if (code === 'outcome_unknown') unknown.add(slug)
        else unexpected.push(error)
      }
      slowest = Math.max(slowest, performance.now() - began)
    }
  }
  const writers = Array.from({ length: 10 }, (_, writer) => write(writer))
  const back: number[] = []
  for (let restart = 0; restart < 3; restart++) {
    const before = acknowledged.size
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 20), { timeout: 10_000, interval: 5 })
    await server.stop()
    server = await start()
    const up = performance.now()
    const atStart = acknowledged.size
    await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(atStart), { timeout: 5_000, interval: 5 })
    back.push(Math.round(performance.now() - up))
  }
  stopped = true
  await Promise.all(writers)
  const rows = await inCompany(company.id, ({ tx }) => tx.execute<{ slug: string }>(sql`select slug from groups`))
  const stored = new Set(rows.map(row => row.slug))
  expect([...acknowledged].filter(slug => !stored.has(slug))).toEqual([])
  // Who is told that it is away may send the same again: nothing was done.
  expect([...refused].filter(slug => stored.has(slug))).toEqual([])
  expect(refused.size).toBeGreaterThan(0)
  expect(unexpected).toEqual([])
  expect(slowest).toBeLessThan(10_500)
  expect(Math.max(...back)).toBeLessThan(5_000)
}, 60_000)

test('A connection cut in the middle of a transaction answers with 503 and the next call works', async () => {
  const company = await makeCompany()
  const attempt = inCompany(company.id, async ({ tx }) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    execFileSync('kill', ['-TERM', String(row!.pid)])
    await tx.execute(sql`select pg_sleep(5)`)
  })
  await expect(attempt).rejects.toMatchObject({ code: 'unavailable', status: 503 })
  await inCompany(company.id, ({ tx }) => tx.execute(sql`select 1`))
})
