import { rm } from 'node:fs/promises'
import { DEMO_PASSWORD, demoCompanies, demoEmail } from '@/lib/kernel/demo'
import type { Env } from '@/lib/kernel/env'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres/embedded'
import { buildWhenNeeded } from './lib/build.mjs'
import { checkDatabase } from './lib/check-database'
import { closeConnections, loadEnvironment, migrateDatabase } from './lib/environment'
import { isPrepared, offerFirstCompany } from './lib/first-company'
import { lifetime } from './lib/lifetime'
import { addressOf, checkPort, startNext } from './lib/next-server'

const dev = process.argv.includes('--dev')
/** For the end-to-end tests: a fast database that is gone afterwards, or one that is theirs, with the demo in it. */
const throwaway = process.argv.includes('--throwaway')
const say = (sentence: string) => console.log(sentence)
const life = lifetime()

async function serve(): Promise<void> {
  const env = loadEnvironment({ dev })
  await checkPort(env.HOST, env.PORT)
  if (env.DATABASE_URL) await checkDatabase(env.DATABASE_URL)
  if (!dev && !(await buildWhenNeeded())) return life.end(1)
  const embedded = env.DATABASE_URL === undefined
  const demo = embedded || throwaway
  if (throwaway) life.owns(() => rm(env.CONSOLE_DATA_DIR, { recursive: true, force: true }))
  const databaseUrl = env.DATABASE_URL ?? (await startDatabase(env))
  process.env.DATABASE_URL = databaseUrl
  // The server itself migrates and sets the roles up, too; this is for what has to be there before it starts.
  if (!(await isPrepared(databaseUrl, demo ? 'acme-corp' : undefined))) {
    await migrateDatabase()
    await closeConnections()
    if (demo) await seedDemo()
    else await offerFirstCompany(databaseUrl)
  }
  await serveNext(env, embedded ? databaseUrl : '')
  announce(env, embedded)
}

async function startDatabase(env: Env): Promise<string> {
  const starting = startEmbeddedPostgres({
    dataDir: env.CONSOLE_DATA_DIR,
    say,
    throwaway,
    keepRunning: failure => {
      console.error(failure.message)
      void life.end(1)
    },
  })
  // Owned before it is there: Ctrl-C may come while it starts.
  life.owns(() =>
    starting.then(
      database => database.stop(),
      () => {},
    ),
  )
  return (await starting).url
}

async function seedDemo(): Promise<void> {
  const { seedDemo: seed } = await import('@/testing/seed')
  // The tests speak of its story; a year around it is for people to look at.
  await seed({ life: !throwaway })
  await closeConnections()
}

/** @param demoDatabase the address of the database with the demo in it, as lib/kernel/demo.ts knows it; empty where there is none */
async function serveNext(env: Env, demoDatabase: string): Promise<void> {
  const next = startNext({
    dev,
    host: env.HOST,
    port: env.PORT,
    env: {
      ...process.env,
      APP_URL: env.APP_URL,
      HOST: env.HOST,
      PORT: String(env.PORT),
      CONSOLE_DEMO_DATABASE: demoDatabase,
      NEXT_TELEMETRY_DISABLED: '1',
      // The application ends itself, with its jobs (lib/platform/http/graceful-shutdown.ts).
      ...(!dev && { NEXT_MANUAL_SIG_HANDLE: '1' }),
    },
  })
  life.owns(() => next.stop())
  await next.ready
  void next.ended.then(how => {
    if (life.ending) return
    console.error(`Next.js ended by itself (${how}), so Console stops.`)
    void life.end(1)
  })
}

function announce(env: Env, embedded: boolean): void {
  const address = addressOf(env.HOST, env.PORT)
  say(`\nConsole is ready: ${env.APP_URL}`)
  if (new URL(env.APP_URL).hostname !== 'localhost') say(`It listens at ${address}`)
  if (embedded) {
    say(
      `\nThe demo company is acme-corp. Its people sign in with the password ${DEMO_PASSWORD}\n` +
        Object.entries(demoCompanies['acme-corp'].people)
          .map(([key, { title, access }]) => `  ${demoEmail(key).padEnd(20)}  ${title}, ${access}\n`)
          .join('') +
        'A second company, globex, has other people with the same addresses and the same password.\n',
    )
  }
  // The end-to-end tests start this file with a channel and prepare their companies in its database.
  process.send?.({
    env: Object.fromEntries(
      ['DATABASE_URL', 'AUTH_SECRET', 'PASSWORD_PEPPER', 'ENCRYPTION_KEY', 'CONSOLE_DATA_DIR'].map(name => [
        name,
        process.env[name],
      ]),
    ),
  })
}

serve().catch(async (error: unknown) => {
  const { explainFailure } = await import('./lib/failure')
  if (!life.ending) console.error(explainFailure(error, { command: 'start' }))
  void life.end(1)
})
