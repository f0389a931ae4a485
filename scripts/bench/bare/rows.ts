import postgres from 'postgres'

/** The same pool as Console's, and one prepared statement. */
const shared = globalThis as typeof globalThis & { bareRows?: postgres.Sql }
const sql = () => (shared.bareRows ??= postgres(process.env.BENCH_DATABASE_URL!, { max: 10, idle_timeout: 60 }))

export interface Row {
  id: string
  name: string
  email: string
  status: string
  created_at: Date
}

/** So many rows of one company, by an index that is led by it. */
export const bareRowsOf = (company: string, count: number): Promise<Row[]> =>
  sql()<Row[]>`
    select id, name, email, status, created_at from bench_rows where company_id = ${company} order by name, id limit ${count}`
