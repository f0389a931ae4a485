import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { closeDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { forgetEnv } from '@/lib/kernel/env'
import { companyOf, makeCompany, type MadeCompany } from '@/testing/factories'
import { copyCompany, fillCompanies, type CompanySize } from '@/testing/fill-companies'
import { startEmbeddedPostgres } from '../embedded-postgres/embedded'

/** The same at each start, since the roles' passwords in a kept database come of them. */
const secrets = {
  AUTH_SECRET: 'a secret of the benchmarks that guards nothing at all',
  PASSWORD_PEPPER: 'a pepper of the benchmarks that seasons nothing at all',
  ENCRYPTION_KEY: 'a key of the benchmarks that opens nothing at all',
}

interface MixedSizes {
  /** The one large company, where there is any. */
  large?: CompanySize
  /** So many of these. */
  small: CompanySize
  count: number
}

/**
 * A database with companies of different sizes, made once and kept in the folder BENCH_DATA (below the system's temporary one
 * otherwise); later migrations are applied to it. Of the PostgreSQL in the folder BENCH_POSTGRES or the embedded one.
 * @param scratch on a copy, which goes with `close`: for what changes more than sessions
 */
export async function openMixed(sizes: MixedSizes, { scratch = false } = {}) {
  const { BENCH_POSTGRES, BENCH_DATA: kept = join(tmpdir(), 'console-bench-data') } = process.env
  const what = JSON.stringify([sizes, BENCH_POSTGRES])
  const original = join(kept, createHash('sha256').update(what).digest('hex').slice(0, 12))
  if (!existsSync(join(original, 'complete.json'))) {
    // What a run left that was broken off.
    rmSync(original, { recursive: true, force: true })
    process.stdout.write(`making ${what} in ${original} …\n`)
    const { admin, close } = await start(original)
    const began = performance.now()
    writeFileSync(join(original, 'complete.json'), JSON.stringify(await make(admin, sizes)))
    await close()
    process.stdout.write(`made in ${((performance.now() - began) / 1000).toFixed(0)} s\n`)
  }
  const dataDir = scratch ? `${original}-scratch` : original
  if (scratch) {
    rmSync(dataDir, { recursive: true, force: true })
    execFileSync('cp', ['-a', original, dataDir])
  }
  const { admin, server, close } = await start(dataDir)
  const [small, large] = JSON.parse(readFileSync(join(original, 'complete.json'), 'utf8')) as KeptCompany[]
  return {
    admin,
    server,
    dataDir,
    small: companyOf(small!, small!.administrators),
    large: large && companyOf(large, large.administrators),
    async close() {
      await close()
      if (scratch) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type KeptCompany = Pick<MadeCompany, 'id' | 'slug' | 'name' | 'administrators'>

async function start(dataDir: string) {
  mkdirSync(dataDir, { recursive: true })
  Object.assign(process.env, secrets, {
    CONSOLE_DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    APP_URL: 'http://localhost:3000',
  })
  const server = await startEmbeddedPostgres({
    dataDir,
    database: 'console_mixed',
    installation: process.env.BENCH_POSTGRES,
  })
  await migrate({ databaseUrl: server.url, authSecret: secrets.AUTH_SECRET })
  process.env.DATABASE_URL = server.url
  process.env.DATABASE_POOL_MAX ??= '1'
  forgetEnv()
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  const close = async () => {
    await closeDatabase()
    await admin.end()
    await server.stop()
  }
  return { admin, server, close }
}

async function make(admin: postgres.Sql, sizes: MixedSizes): Promise<KeptCompany[]> {
  const small = await makeCompany({ slug: 'small' })
  await fillCompanies(admin, [small], sizes.small)
  await copyCompany(admin, small, sizes.count - 1)
  const made = [small]
  if (sizes.large) {
    const large = await makeCompany({ slug: 'large' })
    await fillCompanies(admin, [large], sizes.large)
    made.push(large)
  }
  await admin`vacuum (analyze)`
  return made.map(({ id, slug, name, administrators }) => ({ id, slug, name, administrators }))
}
