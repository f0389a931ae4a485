import { roleUrl } from '@/db/roles'
import { env } from '@/lib/kernel/env'

/** The queue's address; undefined where the roles were made by hand and nobody named it. */
export function workerUrl(): string | undefined {
  const { DATABASE_WORKER_URL, DATABASE_URL, DATABASE_APP_URL, AUTH_SECRET } = env()
  if (DATABASE_WORKER_URL) return DATABASE_WORKER_URL
  return DATABASE_URL && AUTH_SECRET && !DATABASE_APP_URL ? roleUrl(DATABASE_URL, AUTH_SECRET, 'worker') : undefined
}
