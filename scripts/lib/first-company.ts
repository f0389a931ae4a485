import postgres from 'postgres'
import { isDistributed } from '@/db/citus'
import { isMigrated } from '@/db/is-migrated'
import { closeConnections } from './environment'

/** Where nobody can sign in yet: asks for the first company, or says how to make it. */
export async function offerFirstCompany(databaseUrl: string): Promise<void> {
  if (await isPrepared(databaseUrl)) return
  const { confirm, isInteractive } = await import('./prompt')
  if (isInteractive() && (await confirm('There is no company in this database yet. Create the first one now?'))) {
    const { createFromAnswers } = await import('./company-form')
    await createFromAnswers({})
    await closeConnections()
    return
  }
  console.log(
    'There is no company in this database yet. Create the first one with:\n' +
      '  npm run console -- company create --name "Acme Corp" --slug acme-corp ' +
      '--admin-name "Alice Adams" --admin-email alice@example.com',
  )
}

/**
 * Whether a start has nothing to do but to serve: the tables are those of this version, and somebody can sign in.
 * @param demo the slug of a company that has to be there; any will do where left out
 */
export async function isPrepared(databaseUrl: string, demo?: string): Promise<boolean> {
  const sql = postgres(databaseUrl, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} })
  try {
    if (!(await isMigrated(sql))) return false
    if (demo === undefined) return await knowsCompany(sql)
    const [row] = await sql<
      { known: boolean }[]
    >`select exists (select from company_slugs where slug = ${demo}) as known`
    return row?.known ?? false
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * An administrator who is no superuser sees no row of any company, by design; the size of the table tells enough,
 * because companies are never deleted.
 */
async function knowsCompany(sql: postgres.Sql): Promise<boolean> {
  // What lies on several machines is empty on each but for its shards.
  const size = (await isDistributed(sql)) ? sql`citus_relation_size('companies')` : sql`pg_relation_size('companies')`
  const [row] = await sql<{ known: boolean }[]>`
    select case when row_security_active('companies') then ${size} > 0 else exists (select from companies) end as known`
  return row?.known ?? false
}
