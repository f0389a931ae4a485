import { randomBytes } from 'node:crypto'
import postgres from 'postgres'

/**
 * An empty database on a server, for tests that change more than rows. Its name is new each time, so that
 * runs at the same time do not meet; its roles carry the name too and go with it.
 * @param address of an administrator, in any database of that server
 */
export async function makeDatabase(address: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const name = `console_test_${randomBytes(4).toString('hex')}`
  const run = async (...statements: string[]) => {
    const sql = postgres(address, { max: 1, onnotice: () => {} })
    for (const statement of statements) await sql.unsafe(statement)
    await sql.end()
  }
  await run(`create database ${name}`)
  const url = new URL(address)
  url.pathname = `/${name}`
  const stop = () =>
    run(
      `drop database ${name} with (force)`,
      ...['app', 'worker', 'owner'].map(role => `drop role if exists ${name}_${role}`),
    )
  return { url: url.toString(), stop }
}
