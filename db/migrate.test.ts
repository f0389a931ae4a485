import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectCatalogue } from './doctor'
import { makeDatabase } from './make-database'
import { migrate } from './migrate'
import { roleUrl } from './roles'

const server = process.env.DATABASE_URL!
const authSecret = process.env.AUTH_SECRET!
let database: Awaited<ReturnType<typeof makeDatabase>>
/** The same database as an administrator who owns it and is no superuser, as the README makes one. */
let address: string
let administrator: string

const asSuperuser = async (...statements: string[]) => {
  const sql = postgres(server, { max: 1, onnotice: () => {} })
  for (const statement of statements) await sql.unsafe(statement)
  await sql.end()
}

beforeAll(async () => {
  database = await makeDatabase(server)
  const url = new URL(database.url)
  const name = url.pathname.slice(1)
  administrator = `${name}_admin`
  Object.assign(url, { username: administrator, password: 'of a test' })
  address = url.toString()
  await asSuperuser(
    `create role ${administrator} login password 'of a test'`,
    `alter database ${name} owner to ${administrator}`,
  )
})

afterAll(async () => {
  await database.stop()
  await asSuperuser(`drop role ${administrator}`)
})

test('An administrator who may not create roles reads what is missing, and nothing is migrated', async () => {
  await expect(migrate({ databaseUrl: address, authSecret })).rejects.toThrow(
    'The database could not be brought to the present: permission denied to create role. ' +
      'The user of DATABASE_URL has to own the database and to be allowed to create roles.',
  )
  const sql = postgres(address, { max: 1, onnotice: () => {} })
  expect(await sql`select to_regclass('public.companies') as companies`).toEqual([{ companies: null }])
  await sql.end()
})

test('One who may is enough: no lock is open then, and no statement of the application runs for ever', async () => {
  await asSuperuser(`alter role ${administrator} createrole`)
  await migrate({ databaseUrl: address, authSecret })
  const sql = postgres(roleUrl(address, authSecret, 'app'), { max: 1, onnotice: () => {} })
  expect(await inspectCatalogue(sql)).toEqual([])
  expect(await sql`show statement_timeout`).toEqual([{ statement_timeout: '5s' }])
  expect(await sql`show idle_in_transaction_session_timeout`).toEqual([{ idle_in_transaction_session_timeout: '15s' }])
  expect(await sql`show enable_seqscan`).toEqual([{ enable_seqscan: 'off' }])
  await sql.end()
})

test('One who may not does with roles made by hand', async () => {
  const other = await makeDatabase(server)
  const url = new URL(other.url)
  const name = url.pathname.slice(1)
  Object.assign(url, { username: administrator, password: 'of a test' })
  await asSuperuser(
    `alter role ${administrator} nocreaterole`,
    `alter database ${name} owner to ${administrator}`,
    `create role ${name}_owner`,
    `create role ${name}_app login noinherit`,
    `create role ${name}_worker login noinherit`,
    `grant ${name}_owner, ${name}_worker to ${administrator}`,
  )
  await migrate({ databaseUrl: url.toString() })
  const sql = postgres(url.toString(), { max: 1, onnotice: () => {} })
  expect(await inspectCatalogue(sql)).toEqual([])
  await sql.end()
  await other.stop()
})
