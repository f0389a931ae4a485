import { prepareDatabase } from '@/db/prepare'
import { env, required } from '../env'
import { startJobs } from '../jobs/runner'
import { followExchanges } from './exchange'
import { leaveOnSignal } from './leave'

/**
 * What a server does before its first answer: checks its configuration, brings the database to the
 * present and refuses to run on one whose locks are open.
 */
export async function prepareServer(): Promise<void> {
  followExchanges()
  required('PASSWORD_PEPPER')
  required('ENCRYPTION_KEY')
  await prepareDatabase()
  if (shared.consoleJobs) return
  shared.consoleJobs = env().RUN_JOBS ? startJobs() : undefined
  leaveOnSignal(async () => shared.consoleJobs?.stop())
}

/** Once per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleJobs?: ReturnType<typeof startJobs> }
