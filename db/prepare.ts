import { env, required } from '@/lib/kernel/env'
import { client } from './client'
import { inspectCatalogue } from './doctor'
import { whyNewer } from './is-newer'
import { migrate } from './migrate'

/**
 * Migrates where an administrator's connection is configured, and asserts the catalogue.
 * @throws Error with a sentence when a lock on isolation is open, or the database is of a newer version: better no service
 * than a leak.
 */
export async function prepareDatabase(): Promise<void> {
  const { DATABASE_URL, DATABASE_APP_URL } = env()
  if (DATABASE_URL) {
    await migrate({ databaseUrl: DATABASE_URL, authSecret: DATABASE_APP_URL ? undefined : required('AUTH_SECRET') })
  } else {
    const newer = await whyNewer(client().pool)
    if (newer) throw new Error(`The database cannot be used: ${newer}.`)
  }
  const findings = await inspectCatalogue(client().pool)
  if (findings.length) {
    throw new Error(
      `The database is not safe to use. ${findings.map(({ check, finding }) => `${check}: ${finding}`).join('. ')}.`,
    )
  }
}
