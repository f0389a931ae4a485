import postgres from 'postgres'
import { hasCitus, placements, referenceTables, type Placement } from './citus'
import { isMigrated } from './is-migrated'
import { MIGRATION_LOCK, requireNobodyElse } from './migration-lock'
import { databaseOf } from './roles'
import { joinOwnerOnMachines, passOnSettings } from './roles-on-machines'

/** The table that all others lie beside: the rows of one company are on one machine. */
const FIRST = 'users'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** What is done, for whoever waits. */
type Tell = (sentence: string) => void

/**
 * Spreads the companies of a database over the machines of a Citus, each company whole on one of them. Table by table, each in a
 * transaction of its own: what breaks off goes on where it was when it is called again, and where all is done it does nothing.
 * Meanwhile no instance of Console may be connected, and none starts before the end.
 * @param databaseUrl the administrator's
 * @throws Error with a sentence where this cannot be
 */
export async function distribute(databaseUrl: string, tell: Tell = () => {}): Promise<void> {
  const sql = postgres(databaseUrl, { max: 2, prepare: false, onnotice: () => {}, connect_timeout: 10 })
  try {
    await requireCitus(sql)
    await sql.begin(async locked => {
      await locked`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
      if (!(await isMigrated(sql)))
        throw new Error('The database is not up to date. Bring it there first: npm run console -- migrate.')
      await joinOwnerOnMachines(sql, databaseUrl)
      await distributeTables(sql, databaseUrl, tell)
      await passOnSettings(sql, databaseUrl)
    })
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * The same for whoever holds the lock of migrations.
 * @throws as `distribute`
 */
export async function distributeTables(sql: postgres.Sql, databaseUrl: string, tell: Tell = () => {}): Promise<void> {
  const toCome = (await placements(sql)).filter(({ table, placement }) => placement !== placementOf(table))
  if (!toCome.length && !(await isUnfinished(sql))) return
  await requireNobodyElse(sql, databaseUrl, 'since the tables move')
  const refused = toCome.find(({ placement }) => placement !== 'local')
  if (refused)
    throw new Error(`The table ${refused.table} is a ${refused.placement} one, which Console does not expect.`)
  // Without it the workers would not be told which company a transaction is about, and show none.
  await sql.unsafe(`alter database ${quoted(databaseOf(databaseUrl))} set citus.propagate_set_commands = 'local'`)
  await takeKeysOff(
    sql,
    toCome.map(({ table }) => table),
    tell,
  )
  for (const { table } of toCome.toSorted((a, b) => rankOf(a.table) - rankOf(b.table))) {
    await distributeTable(sql, table)
    tell(`${table} ${placementOf(table) === 'reference' ? 'is on every machine' : 'is distributed by company'}.`)
  }
  await putKeysBack(sql, tell)
}

/** Where a table of Console's belongs once companies are on several machines. */
export const placementOf = (table: string): Placement => (referenceTables.includes(table) ? 'reference' : 'distributed')

/** Reference tables, then the one that the others lie beside. */
const rankOf = (table: string): number => (referenceTables.includes(table) ? 0 : table === FIRST ? 1 : 2)

async function requireCitus(sql: postgres.Sql): Promise<void> {
  if (!(await hasCitus(sql)))
    throw new Error(
      'This database has no Citus, so it stays on one machine. docs/scale.md says when more are worth it and how they are set up.',
    )
  const [nodes] = await sql<{ coordinator: boolean; workers: number }[]>`
    select coalesce(bool_or(groupid = 0), false) as coordinator, count(*) filter (where shouldhaveshards)::int as workers
    from pg_dist_node where isactive and noderole = 'primary'`
  if (!nodes?.coordinator)
    throw new Error(
      "The machines do not know the coordinator. Tell them, as a superuser: select citus_set_coordinator_host('<host>', <port>);",
    )
  if (!nodes.workers)
    throw new Error(
      "There is no machine to put companies on. Add one, as a superuser: select citus_add_node('<host>', <port>);",
    )
}

/** What is left to do is written down in the database, in the transactions that do it. */
const keys = 'drizzle.__keys_taken_off'

/** Whether distributing broke off before its end. */
export async function isUnfinished(sql: postgres.ISql): Promise<boolean> {
  const [row] = await sql<{ is: boolean }[]>`
    select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname || '.' || c.relname = ${keys}) as is`
  return row!.is
}

/** Foreign keys from and to these tables, which would have to point from one kind of table to another meanwhile. */
async function takeKeysOff(sql: postgres.Sql, tables: string[], tell: Tell): Promise<void> {
  await sql.begin(async tx => {
    await tx.unsafe(
      `create table if not exists ${keys} (table_name text, key_name text, definition text, primary key (table_name, key_name))`,
    )
    const taken = await tx.unsafe<{ table_name: string; key_name: string }[]>(
      `
      insert into ${keys} select c.relname, con.conname, pg_get_constraintdef(con.oid)
      from pg_constraint con join pg_class c on c.oid = con.conrelid join pg_class other on other.oid = con.confrelid
      where con.contype = 'f' and con.connamespace = 'public'::regnamespace and (c.relname = any($1) or other.relname = any($1))
      returning table_name, key_name`,
      [tables],
    )
    for (const { table_name, key_name } of taken)
      await tx.unsafe(`alter table public.${quoted(table_name)} drop constraint ${quoted(key_name)}`)
    if (taken.length) tell(`${taken.length} foreign keys are taken off.`)
  })
}

/** The statement that takes a table of Console's, and its rows, to where they belong. */
export function distributeCall(table: string): string {
  const name = `'public.${quoted(table)}'`
  if (placementOf(table) === 'reference') return `select create_reference_table(${name})`
  const beside = table === FIRST ? 'none' : `public.${FIRST}`
  return `select create_distributed_table(${name}, 'company_id', colocate_with => '${beside}')`
}

/**
 * One table with its rows. Its owner is bound by row-level security too, so that rests meanwhile; nobody sees it resting, since the
 * table stays locked until the transaction ends.
 */
async function distributeTable(sql: postgres.Sql, table: string): Promise<void> {
  const name = `public.${quoted(table)}`
  await sql.begin(async tx => {
    await tx.unsafe(`alter table ${name} no force row level security`)
    await tx.unsafe(distributeCall(table))
    await tx`select truncate_local_data_after_distributing_table(${name})`
    await tx.unsafe(`alter table ${name} force row level security`)
  })
}

/** Each with the note that it was off, which makes an end of it. */
async function putKeysBack(sql: postgres.Sql, tell: Tell): Promise<void> {
  const taken = await sql.unsafe<{ table_name: string; key_name: string; definition: string }[]>(
    `select table_name, key_name, definition from ${keys} order by table_name, key_name`,
  )
  for (const { table_name, key_name, definition } of taken) {
    await sql.begin(async tx => {
      // All shards over one connection to each machine: a transaction that has used several cannot go on to keys.
      await tx`set local citus.multi_shard_modify_mode = 'sequential'`
      await tx.unsafe(`alter table public.${quoted(table_name)} add constraint ${quoted(key_name)} ${definition}`)
      await tx.unsafe(`delete from ${keys} where table_name = $1 and key_name = $2`, [table_name, key_name])
    })
  }
  await sql.unsafe(`drop table ${keys}`)
  tell(`${taken.length} foreign keys are back.`)
}
