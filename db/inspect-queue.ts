import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'

/** Notifications of one server arrive within a millisecond or two. */
const ARRIVAL_MS = 1_000

const TIMEOUT_MS = 5_000

/**
 * What those who take jobs rest on besides, over the connection that takes them: it is one session from beginning to end, whose
 * locks tell the living from the dead (lib/platform/jobs/heartbeat.ts), and jobs announce themselves.
 * @returns what does not hold, a sentence each
 */
export async function inspectQueue(workerUrl: string): Promise<string[]> {
  const sessions = [connectionTo(workerUrl), connectionTo(workerUrl)] as const
  try {
    await Promise.all(sessions.map(session => session.connect()))
    // Where no session is one's own, a lock would stay behind on somebody else's.
    const findings = await notifications(...sessions)
    return findings.length ? findings : await sessionLocks(...sessions)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return [`What those who take jobs rest on could not be tried: ${error.message}`]
  } finally {
    await Promise.allSettled(sessions.map(session => session.end()))
  }
}

function connectionTo(connectionString: string): Client {
  const client = new Client({ connectionString, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS })
  client.on('error', () => {})
  return client
}

async function notifications(listener: Client, speaker: Client): Promise<string[]> {
  const channel = `start ${randomUUID()}`
  const arrived = once(listener, 'notification').then(
    () => true,
    () => false,
  )
  await listener.query(`listen "${channel}"`)
  await speaker.query('select pg_notify($1, $2)', [channel, ''])
  const inTime = await Promise.race([arrived, wait(ARRIVAL_MS, false)])
  await listener.query(`unlisten "${channel}"`)
  return inTime
    ? []
    : [
        'Notifications do not arrive at the connection that takes jobs: DATABASE_WORKER_URL must not lead through a pooler in transaction mode',
      ]
}

async function sessionLocks(holder: Client, other: Client): Promise<string[]> {
  const findings: string[] = []
  const name = `start ${randomUUID()}`
  await holder.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
  if (await canLock(other, name))
    findings.push('Advisory locks do not exclude: a session was given one that another session held')
  await holder.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
  if (!(await canLock(other, name))) findings.push('Advisory locks of a session cannot be had or given back')
  return findings
}

/** Whether the lock can be taken at this moment; it is given back. */
async function canLock(session: Client, name: string): Promise<boolean> {
  const { rows } = await session.query<{ got: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as got',
    [name],
  )
  if (rows[0]?.got) await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
  return rows[0]?.got === true
}
