import postgres from 'postgres'
import { createFromAnswers } from './company-form'
import { closeConnections } from './environment'
import { confirm, isInteractive } from './prompt'

/** Where nobody can sign in yet: asks for the first company, or says how to make it. */
export async function offerFirstCompany(databaseUrl: string): Promise<void> {
  if (await hasCompany(databaseUrl)) return
  if (isInteractive() && (await confirm('There is no company in this database yet. Create the first one now?'))) {
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

async function hasCompany(databaseUrl: string): Promise<boolean> {
  const sql = postgres(databaseUrl, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} })
  try {
    // An administrator who is no superuser sees no row of any company, by design; the size of the
    // table tells enough, because companies are never deleted.
    const [row] = await sql<{ known: boolean }[]>`
      select case when row_security_active('companies') then pg_relation_size('companies') > 0
                  else exists (select from companies) end as known`
    return row?.known ?? false
  } finally {
    await sql.end({ timeout: 5 })
  }
}
