import { env, required } from '@/lib/kernel/env'
import { log } from '@/lib/kernel/log'
import { appUrl, client } from './client'
import { inspectCatalogue } from './doctor'
import { inspectQueue } from './inspect-queue'
import { inspectAsAdministrator, inspectAsApplication } from './inspect-server'
import { whyNewer } from './is-newer'
import { migrate } from './migrate'

interface PrepareOptions {
  /** The connection that takes jobs, in a process that takes any. */
  workerUrl?: string | undefined
  /** Told in a sentence what an upgrade leaves to the operator; the log where left out. */
  say?: ((sentence: string) => void) | undefined
}

/**
 * Migrates where an administrator's connection is configured, asserts the catalogue, and tries what Console rests on.
 * @throws Error with a sentence that names every lock on isolation which is open, and everything that the server only
 *   pretends: better no service than a leak.
 */
export async function prepareDatabase(options: PrepareOptions = {}): Promise<void> {
  const refused = await migrateWhereAdministered(options.say ?? (sentence => log.warn(sentence)))
  // There may be no tables to look at, and it is refused already.
  const rest = await inspectDatabase(options).catch((error: unknown) => {
    if (refused.length) return []
    throw error
  })
  const findings = new Set([...refused, ...rest])
  if (findings.size) throw new Error(`The database is not safe to use. ${[...findings].join('. ')}.`)
}

/** @returns why nothing was migrated, a sentence each */
async function migrateWhereAdministered(say: (sentence: string) => void): Promise<string[]> {
  const { DATABASE_URL, DATABASE_APP_URL } = env()
  if (!DATABASE_URL) {
    const newer = await whyNewer(client().pool)
    if (newer) throw new Error(`The database cannot be used: ${newer}.`)
    return []
  }
  const { findings, complete } = await inspectAsAdministrator(DATABASE_URL)
  if (findings.length) return findings
  const authSecret = DATABASE_APP_URL ? undefined : required('AUTH_SECRET')
  await migrate({ databaseUrl: DATABASE_URL, authSecret, say })
  return complete ? [] : (await inspectAsAdministrator(DATABASE_URL)).findings
}

async function inspectDatabase({ workerUrl }: PrepareOptions): Promise<string[]> {
  const [catalogue, asApplication, asWorker] = await Promise.all([
    inspectCatalogue(client().pool),
    inspectAsApplication(appUrl()),
    workerUrl ? inspectQueue(workerUrl) : [],
  ])
  return [...catalogue.map(({ check, finding }) => `${check}: ${finding}`), ...asApplication, ...asWorker]
}
