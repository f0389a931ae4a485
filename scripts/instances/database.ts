import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { startPooler } from './pooler'

interface PooledDatabase {
  /** What every instance is started with. */
  settings: { DATABASE_URL: string; DATABASE_APP_URL: string; DATABASE_WORKER_URL: string; DATABASE_PREPARE: string }
  stop(): Promise<void>
}

/**
 * An empty database with an administrator who is no superuser, the two roles that sign in made by hand, and a pooler in front
 * @param server address of a superuser
 */
export async function makePooledDatabase(server: string): Promise<PooledDatabase> {
  const name = `console_test_${randomBytes(4).toString('hex')}`
  const password = randomBytes(12).toString('hex')
  const roles = ['app', 'worker'].map(role => `${name}_${role}`)
  await run(
    server,
    `create role ${name}_admin login createrole password '${password}'`,
    `create database ${name} owner ${name}_admin`,
  )
  const addressOf = (role: string) =>
    Object.assign(new URL(server), { username: `${name}_${role}`, password, pathname: `/${name}` }).toString()
  await run(
    addressOf('admin'),
    ...roles.map(role => `create role ${role} login noinherit password '${password}'`),
    `alter role ${name}_app in database ${name} set statement_timeout = '5s'`,
    `alter role ${name}_app in database ${name} set idle_in_transaction_session_timeout = '15s'`,
  )
  const pooler = await startPooler(addressOf('app'))
  return {
    settings: {
      DATABASE_URL: addressOf('admin'),
      DATABASE_APP_URL: pooler.url,
      DATABASE_WORKER_URL: addressOf('worker'),
      DATABASE_PREPARE: 'false',
    },
    async stop() {
      await pooler.stop()
      await run(
        server,
        `drop database ${name} with (force)`,
        ...[...roles, `${name}_owner`, `${name}_admin`].map(role => `drop role if exists ${role}`),
      )
    },
  }
}

async function run(address: string, ...statements: string[]): Promise<void> {
  const sql = postgres(address, { max: 1, onnotice: () => {} })
  for (const statement of statements) await sql.unsafe(statement)
  await sql.end()
}
