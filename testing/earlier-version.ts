import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'

const folder = 'db/migrations'

const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { tag: string }[] }

/** All migrations by name, the first first. */
export const migrationTags: readonly string[] = journal.entries.map(({ tag }) => tag)

/** The migrations up to one of them, as the version had them whose last one it was. */
function migrationsUntil(tag: string, scratch: string): string {
  const until = join(scratch, tag)
  mkdirSync(join(until, 'meta'), { recursive: true })
  const entries = journal.entries.slice(0, migrationTags.indexOf(tag) + 1)
  for (const one of entries) cpSync(join(folder, `${one.tag}.sql`), join(until, `${one.tag}.sql`))
  writeFileSync(join(until, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  return until
}

export interface EarlierDatabase {
  /** Of who owns it. */
  address: string
  asSuperuser: postgres.Sql
  /** Brings it to the present, as its owner. */
  migrate: () => Promise<void>
  remove: () => Promise<void>
}

/**
 * A database of the version whose last migration is `tag`, with rows from SQL; who owns it is a superuser, or nobody special as
 * in the README. `scratch` is a folder for what this needs.
 */
export async function earlierDatabase(
  tag: string,
  rows: string,
  { owner, scratch }: { owner: string; scratch: string },
): Promise<EarlierDatabase> {
  const server = process.env.DATABASE_URL!
  const authSecret = process.env.AUTH_SECRET!
  const database = await makeDatabase(server)
  const asSuperuser = postgres(database.url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } })
  const url = new URL(database.url)
  const name = url.pathname.slice(1)
  const administrator = `${name}_admin`
  if (owner !== 'superuser') {
    await asSuperuser.unsafe(`create role ${administrator} login createrole password 'of a test'`)
    await asSuperuser.unsafe(`alter database ${name} owner to ${administrator}`)
    Object.assign(url, { username: administrator, password: 'of a test' })
  }
  const address = url.toString()
  await migrate({ databaseUrl: address, authSecret, folder: migrationsUntil(tag, scratch) })
  await asSuperuser.unsafe(rows)
  const remove = async () => {
    await asSuperuser.end()
    await database.stop()
    const sql = postgres(server, { max: 1, onnotice: () => {} })
    await sql.unsafe(`drop role if exists ${administrator}`)
    await sql.end()
  }
  return { address, asSuperuser, migrate: () => migrate({ databaseUrl: address, authSecret }), remove }
}
