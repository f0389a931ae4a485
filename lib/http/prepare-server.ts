import { prepareDatabase } from '@/db/prepare'
import { env, required } from '../env'
import { startJobs } from '../jobs/runner'
import { log } from '../log'
import { followExchanges } from './exchange'
import { leaveOnSignal } from './leave'

/**
 * What a server does before its first answer: checks its configuration, brings the database to the
 * present and refuses to run on one whose locks are open. Ends the process then: Next.js would go
 * on listening, and fail the same way with every request.
 */
export async function prepareServer(): Promise<void> {
  try {
    // Also where it has its default: the middleware knows nothing else of the configuration.
    process.env.APP_URL = env().APP_URL
    followExchanges()
    required('PASSWORD_PEPPER')
    required('ENCRYPTION_KEY')
    await prepareDatabase()
  } catch (error) {
    log.fatal({ err: error }, 'Console cannot start.')
    process.exit(1)
  }
  if (shared.consoleJobs) return
  shared.consoleJobs = env().RUN_JOBS ? startJobs() : undefined
  leaveOnSignal(async () => shared.consoleJobs?.stop())
}

/** Once per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleJobs?: ReturnType<typeof startJobs> }
