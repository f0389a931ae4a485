import postgres from 'postgres'
import { distribute } from '@/db/distribute'
import { databaseOf } from '@/db/roles'

/**
 * Spreads a database over workers of a Citus, for a run of the tests on one. All of these servers let the same administrator in.
 * @param databaseUrl of a migrated database on the coordinator
 * @param workers `host:port`, separated by commas
 * @returns removes what was made on the workers
 */
export async function spreadOverCitus(databaseUrl: string, workers: string): Promise<() => Promise<void>> {
  const database = databaseOf(databaseUrl)
  const at = (host: string, name: string) => {
    const url = new URL(databaseUrl)
    url.host = host
    url.pathname = `/${name}`
    return url.toString()
  }
  const run = async (url: string, ...statements: string[]) => {
    const sql = postgres(url, { max: 1, onnotice: () => {} })
    for (const statement of statements) await sql.unsafe(statement)
    await sql.end()
  }
  const hosts = workers.split(',')
  for (const host of hosts) await run(at(host, 'postgres'), `create database ${database}`)
  for (const host of hosts) await run(at(host, database), 'create extension citus')
  const { hostname, port } = new URL(databaseUrl)
  const nodeOf = (host: string) => {
    const [name, nodePort = '5432'] = host.split(':')
    return `('${name}', ${nodePort})`
  }
  await run(
    databaseUrl,
    'create extension citus',
    `select citus_set_coordinator_host${nodeOf(`${hostname}:${port || 5432}`)}`,
    ...hosts.map(host => `select citus_add_node${nodeOf(host)}`),
  )
  await distribute(databaseUrl)
  return async () => {
    for (const host of hosts)
      await run(
        at(host, 'postgres'),
        `drop database ${database} with (force)`,
        ...['app', 'worker', 'owner'].map(role => `drop role if exists ${database}_${role}`),
      )
  }
}
