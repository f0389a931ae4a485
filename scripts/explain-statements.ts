import postgres from 'postgres'
import { readStatements } from '@/testing/dialect/read'

/**
 * `tsx scripts/explain-statements.ts <folder> <address of the app role on a Citus>`: what the tests recorded in the folder, and on
 * how many shards each of it runs there. Nothing is carried out.
 */
async function explain(folder: string, address: string): Promise<boolean> {
  const sql = postgres(address, { max: 1, prepare: false, onnotice: () => {} })
  const statements = readStatements(folder).filter(({ text }) => /^\s*(select|insert|update|delete|with)\b/i.test(text))
  const others: string[] = []
  let single = 0
  for (const { text, companyId, parameters } of statements) {
    const plan = await sql
      .begin(async tx => {
        if (companyId) await tx.unsafe(`set local app.company_id = '${companyId}'`)
        const rows = await tx.unsafe(`explain (costs off) ${text}`, parameters as never[])
        return rows.map(row => String(row['QUERY PLAN'])).join('\n')
      })
      .catch((error: Error) => `refused: ${error.message}`)
    const tasks = [...plan.matchAll(/Task Count: (\d+)/g)].map(([, count]) => Number(count))
    const isWhole = !plan.includes('pull to coordinator') && !plan.includes('Distributed Subplan')
    if (tasks.length === 1 && tasks[0] === 1) single += 1
    // Without a task it asks no shard: locks, jobs, times, and plans that find nothing to read.
    if (plan.startsWith('refused') || !isWhole || tasks.some(count => count > 1)) others.push(`${text.trim()}\n${plan}`)
  }
  await sql.end()
  for (const other of others) console.error(`\n${other}`)
  console.log(
    `\n${statements.length} statements: ${single} on one shard, ${others.length} on more or refused, the rest on none.`,
  )
  return others.length === 0
}

process.exit((await explain(process.argv[2]!, process.argv[3]!)) ? 0 : 1)
