import { prepareDatabase } from '@/db/prepare'
import { env, required } from '@/lib/kernel/env'
import { log } from '@/lib/kernel/log'
import { flushPermissionUse } from '@/lib/operation/permission-use'
import { shutDownOnSignal } from '@/lib/platform/http/graceful-shutdown'
import { trackRequests } from '@/lib/platform/http/track-requests'
import type { Jobs } from '@/lib/platform/jobs/runner'
import { workerUrl } from '@/lib/platform/jobs/worker-url'

/** What the jobs need, all that renders mail, takes longer to load than the rest of a start; so the start goes first. */
const JOBS_AFTER_MS = 1_000

/**
 * What a server does before its first answer: checks its configuration, brings the database to the
 * present and refuses to run on one whose locks are open, or whose server does not do what it says. Ends the process then: Next.js would go
 * on listening, and fail the same way with every request. Jobs are taken from a second later on.
 */
export async function prepareServer(): Promise<void> {
  try {
    trackRequests()
    required('PASSWORD_PEPPER')
    required('ENCRYPTION_KEY')
    await prepareDatabase({ workerUrl: env().RUN_JOBS ? workerUrl() : undefined })
  } catch (error) {
    log.fatal({ err: error }, 'Console cannot start.')
    process.exit(1)
  }
  if (shared.consoleLeaves) return
  shared.consoleLeaves = true
  const timer = env().RUN_JOBS ? setTimeout(() => (shared.consoleJobs = takeJobs()), JOBS_AFTER_MS) : undefined
  shutDownOnSignal(async () => {
    clearTimeout(timer)
    await (await shared.consoleJobs)?.stop()
    await flushPermissionUse()
  })
}

async function takeJobs(): Promise<Jobs | undefined> {
  const { startJobs } = await import('./jobs')
  return startJobs()
}

/** Once per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleLeaves?: boolean; consoleJobs?: Promise<Jobs | undefined> }
