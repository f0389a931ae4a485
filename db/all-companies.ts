import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'

/** How long a request may be held up by this, and how often it is tried. */
const LOCK_TIMEOUT = '200ms'
const TRIES = 25

/**
 * The ids of all companies, which only the operator may know. Row-level security hides every row from an administrator who
 * is no superuser; as in a migration, the owner of the tables looks across companies for as long as one transaction takes, and
 * every administrator is a member of that role. (Not under its name: the machines of a Citus let it log in nowhere.)
 * @throws Error with a sentence when the table is too busy
 */
export async function allCompanies(databaseUrl: string): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, prepare: false, connect_timeout: 10, onnotice: () => {} })
  try {
    const [security] = await sql<{ active: boolean }[]>`select row_security_active('public.companies') as active`
    if (!security?.active) return idsOf(await sql<Row[]>`select id from companies`)
    return await asOwner(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

interface Row {
  id: string
}

const idsOf = (rows: Row[]): string[] => rows.map(({ id }) => id)

async function asOwner(sql: postgres.Sql): Promise<string[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await sql.begin(async tx => {
        await tx`set local lock_timeout = ${tx.unsafe(`'${LOCK_TIMEOUT}'`)}`
        await tx`alter table companies no force row level security`
        const rows = await tx<Row[]>`select id from companies`
        await tx`alter table companies force row level security`
        return idsOf(rows)
      })
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) || error.code !== '55P03') throw error
      if (tries === TRIES)
        throw new Error('The companies are too busy to be listed right now. Please try again in a moment.', {
          cause: error,
        })
      await wait(200)
    }
  }
}
