import { startConsole } from '@/testing/console-server'

/**
 * Playwright's global setup: the production build on a free port, with a PostgreSQL of its own and
 * the demo in it. The tests find its address and secrets in their environment, and make their
 * companies directly in its database. TEST_DATABASE_URL and TEST_CITUS_WORKERS name another server, as for the unit tests.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { env, stop } = await startConsole()
  Object.assign(process.env, env, { E2E_BASE_URL: env.APP_URL })
  return stop
}
