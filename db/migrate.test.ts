import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase } from '../lib/testing/make-database'
import { inspectCatalogue } from './doctor'
import { migrate } from './migrate'

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
  await asSuperuser(`create role ${administrator} login password 'of a test'`, `alter database ${name} owner to ${administrator}`)
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

test('One who may is enough: the catalogue has no open lock then', async () => {
  await asSuperuser(`alter role ${administrator} createrole`)
  await migrate({ databaseUrl: address, authSecret })
  const sql = postgres(address, { max: 1, onnotice: () => {} })
  expect(await inspectCatalogue(sql)).toEqual([])
  await sql.end()
})
