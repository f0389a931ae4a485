import { loadEnvironment, openDatabase } from './lib/environment'
import { lifetime } from './lib/lifetime'
import { checkPort, startNext } from './lib/next-server'

const life = lifetime()

/**
 * Next.js in development and nothing else: no demo is made, and the options given go to `next dev`. The database is
 * DATABASE_URL, else the embedded one, which may be running for a server already.
 */
async function devNext(): Promise<void> {
  const env = loadEnvironment({ dev: true })
  await checkPort(env.HOST, env.PORT)
  process.env.DATABASE_URL = await openDatabase(env, life)
  const next = startNext({
    dev: true,
    host: env.HOST,
    port: env.PORT,
    args: process.argv.slice(2),
    env: { ...process.env, APP_URL: env.APP_URL, HOST: env.HOST, PORT: String(env.PORT), NEXT_TELEMETRY_DISABLED: '1' },
  })
  life.owns(() => next.stop())
  await next.ready
  console.log(`\nNext.js is ready: ${env.APP_URL}`)
  void next.ended.then(() => life.end(1))
}

devNext().catch(async (error: unknown) => {
  const { explainFailure } = await import('./lib/failure')
  if (!life.ending) console.error(explainFailure(error, { command: 'start' }))
  void life.end(1)
})
