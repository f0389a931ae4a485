import postgres from 'postgres'
import { lookup } from '@/lib/kernel/lookup'

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host is unknown',
  EAI_AGAIN: 'its host is unknown',
  CONNECT_TIMEOUT: 'it does not answer',
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses the user or the password',
  '3D000': 'it has no database of this name',
}

const OLDEST_POSTGRES = 150_000

/** @throws Error with a sentence when the database of an operator's address cannot be used. */
export async function checkDatabase(address: string): Promise<void> {
  const sql = postgres(address, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} })
  try {
    const [about] = await sql<{ number: number; version: string; encoding: string }[]>`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
             current_setting('server_encoding') as encoding`
    if (!about || about.number < OLDEST_POSTGRES)
      throw new Error(`it is PostgreSQL ${about?.version}, and Console needs 15 or newer`)
    if (about.encoding !== 'UTF8') throw new Error(`it is encoded as ${about.encoding}, and Console needs UTF8`)
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    const { host, pathname } = new URL(address)
    throw new Error(
      `The database of DATABASE_URL (${host}${pathname}) cannot be used: ${lookup(reasons, code) ?? message}.`,
      { cause: error },
    )
  } finally {
    await sql.end({ timeout: 1 })
  }
}
