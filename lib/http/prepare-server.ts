import { prepareDatabase } from '@/db/prepare'
import { env, required } from '../env'
import { startJobs } from '../jobs/runner'
import { log } from '../log'
import { followExchanges } from './exchange'

/**
 * What a server does before its first answer: checks its configuration, brings the database to the
 * present and refuses to run on one whose locks are open. Ends the process then: Next.js would go
 * on listening, and fail the same way with every request.
 */
export async function prepareServer(): Promise<void> {
  followExchanges()
  try {
    required('PASSWORD_PEPPER')
    required('ENCRYPTION_KEY')
    await prepareDatabase()
  } catch (error) {
    log.fatal({ err: error }, 'Console cannot start.')
    process.exit(1)
  }
  if (env().RUN_JOBS) takeJobs()
}

const shared = globalThis as typeof globalThis & { consoleJobs?: ReturnType<typeof startJobs> }

/** Once per process, also where a bundler evaluates this module more than once. Ends with the server. */
function takeJobs(): void {
  if (shared.consoleJobs) return
  shared.consoleJobs = startJobs()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shared.consoleJobs?.stop())
}
