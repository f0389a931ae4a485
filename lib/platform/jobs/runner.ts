import { EventEmitter } from 'node:events'
import { Logger, run, type JobHelpers, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import { Pool } from 'pg'
import { log } from '@/lib/kernel/log'
import { Heartbeat } from './heartbeat'
import { postponeWhileSuspended } from './postpone'
import { jobPayload, type Lane, type Task } from './task'
import { workerUrl } from './worker-url'

/** Connections to the queue: each lane keeps one to listen on, and its workers use these for a moment at a time. */
const SHARED_CONNECTIONS = 4

/** Jobs announce themselves; this is for those whose time comes. */
const POLL_MS = 2_000

/** After trouble with the database. */
const PAUSE_MS = 2_000

/** Who stops a server waits no longer; a job that is broken off is taken up again. */
const PATIENCE_MS = 10_000

const logger = new Logger(() => (level, message, meta) => {
  if (level === 'error')
    log.error({ cause: message, ...(meta?.error ? { err: meta.error } : {}) }, 'The job queue met trouble.')
})

const taskList = (tasks: Record<string, Task>): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, { job }: JobHelpers) => {
        const { companyId, id } = jobPayload.parse(payload)
        const key = job.key?.slice(`${companyId} ${name} `.length)
        if (await postponeWhileSuspended(companyId, name, id, key)) return
        await task(companyId, id, job.attempts > 1)
      },
    ]),
  )

export interface Jobs {
  /** Takes no more jobs, and lets those at work end, for up to ten seconds. */
  stop(): Promise<void>
}

/** Takes jobs until told to stop; begins anew whenever the database went away. Undefined where it may not. */
export function runJobs(lanes: readonly Lane[]): Jobs | undefined {
  const connectionString = workerUrl()
  if (!connectionString) {
    log.warn('No jobs are taken here: set DATABASE_WORKER_URL, or run one server without DATABASE_APP_URL.')
    return undefined
  }
  let stopped = false
  let current: Running | undefined
  const again = async (): Promise<void> => {
    while (!stopped) {
      try {
        await once(connectionString, lanes, running => {
          current = running
          if (stopped) void running.stop()
        })
      } catch (error) {
        log.warn({ err: error }, 'The job queue cannot be reached; trying again.')
      }
      if (!stopped) await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
  }
  const ended = again()
  return {
    async stop() {
      stopped = true
      // With the database away the library asks it for half an hour before it believes it.
      await within(PATIENCE_MS, Promise.all([current?.stop(), ended]))
    },
  }
}

/** The work's end or the deadline, whichever comes first. */
const within = (ms: number, work: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise(resolve => (timer = setTimeout(resolve, ms)))
  return Promise.race([work, deadline]).finally(() => clearTimeout(timer))
}

interface Running {
  stop(): Promise<void>
}

async function once(
  connectionString: string,
  lanes: readonly Lane[],
  started: (running: Running) => void,
): Promise<void> {
  const max = lanes.length + SHARED_CONNECTIONS
  const pgPool = new Pool({ connectionString, max, connectionTimeoutMillis: 5_000, keepAlive: true })
  pgPool.on('error', () => {})
  const heartbeat = new Heartbeat(connectionString)
  const events: WorkerEvents = new EventEmitter()
  const runners: Runner[] = []
  const stop = async (): Promise<void> => void (await Promise.allSettled(runners.map(async runner => runner.stop())))
  let failed = false
  events.on('worker:create', ({ worker }) => heartbeat.add(worker.workerId))
  // A worker that cannot write down what became of its job ends, and the library puts nobody in its place:
  // all begin anew, and the job it leaves behind is freed like that of a worker that was killed.
  events.on('worker:fatalError', () => {
    failed = true
    void stop()
  })
  try {
    await heartbeat.begin()
    for (const { workers, tasks } of lanes) {
      const options = { pgPool, events, logger, pollInterval: POLL_MS, noHandleSignals: true, crontab: '' }
      const runner = await run({ ...options, taskList: taskList(tasks), concurrency: workers })
      runner.promise.catch(() => {})
      runners.push(runner)
    }
    started({ stop })
    if (failed) void stop()
    // One lane that ends takes the others along.
    await Promise.race(runners.map(runner => runner.promise))
  } finally {
    await stop()
    await Promise.allSettled(runners.map(runner => runner.promise))
    await heartbeat.end()
    await within(
      PATIENCE_MS,
      pgPool.end().catch(() => {}),
    )
  }
}
