import postgres from 'postgres'
import { env } from '@/lib/kernel/env'
import { workerUrl } from '@/lib/platform/jobs/worker-url'
import { describeDeliveryError } from '@/lib/platform/mail/delivery-errors'
import { greetServer, mailFolder, mailServer, senderAddress } from '@/lib/platform/mail/transport'

interface Check {
  title: string
  fact: string
  problems: string[]
}

/** Jobs that are due are taken within a second or two; what waits longer waits for somebody who takes them. */
const LATE_SECONDS = 60

/** Whether mail goes out: connects to the server and signs in, and sends nothing. */
export async function checkMail(): Promise<Check> {
  const server = mailServer()
  if (!server) return { title: 'Mail', fact: `off, emails are written to files in ${mailFolder()}`, problems: [] }
  const problems: string[] = []
  await greetServer().catch((error: unknown) =>
    problems.push(`${server} cannot be used: ${describeDeliveryError(error).detail}`),
  )
  if (/@localhost>?$/.test(senderAddress()))
    problems.push('MAIL_FROM is not set: mail servers refuse emails from an address at localhost.')
  return { title: 'Mail', fact: `on, by ${server}, from ${senderAddress()}`, problems }
}

/** Whether jobs can be taken and are. @param sql the administrator's connection, to a migrated database */
export async function checkJobs(sql: postgres.Sql): Promise<Check> {
  const [queue] = await sql<{ waiting: number; later: number; failed: number; late: number | null }[]>`
    select count(*) filter (where run_at <= now() and attempts < max_attempts)::int as waiting,
           count(*) filter (where run_at > now() and attempts < max_attempts)::int as later,
           count(*) filter (where attempts >= max_attempts)::int as failed,
           extract(epoch from now() - min(run_at) filter (where run_at <= now() and locked_at is null and attempts < max_attempts))::int as late
    from graphile_worker.jobs`
  const problems: string[] = []
  const url = workerUrl()
  if (url)
    await tryOut(url).catch((error: unknown) =>
      problems.push(`The worker role cannot connect: ${describeDeliveryError(error).detail}`),
    )
  else problems.push('No worker can run: set DATABASE_WORKER_URL, as DATABASE_APP_URL names a role made by hand.')
  const { waiting = 0, later = 0, failed = 0, late } = queue ?? {}
  if (late && late > LATE_SECONDS) {
    problems.push(`A job has been due for ${late} s. Is a server without RUN_JOBS=false, or npm run worker, running?`)
  }
  if (failed)
    problems.push(`${failed} ${failed === 1 ? 'job was' : 'jobs were'} given up after many tries; the log tells why.`)
  const here = env().RUN_JOBS ? 'servers take jobs themselves' : 'servers leave jobs to npm run worker (RUN_JOBS=false)'
  return { title: 'Jobs', fact: `${waiting} due, ${later} for later; ${here}`, problems }
}

async function tryOut(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} })
  try {
    await sql`select 1 from graphile_worker.jobs limit 1`
  } finally {
    await sql.end({ timeout: 1 })
  }
}
