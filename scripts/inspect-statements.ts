import { referenceTables } from '@/db/citus'
import { readStatements } from '@/testing/dialect/read'
import { inspectStatement } from '@/testing/dialect/rules'
import { growingTables, watchedTables } from '@/testing/snapshot'

/** `tsx scripts/inspect-statements.ts <folder>`: what the tests recorded there runs on one machine and on many, or is told. */
async function inspect(folder: string): Promise<boolean> {
  const tables = [...growingTables, ...watchedTables]
  const statements = readStatements(folder)
  const findings: string[] = []
  for (const { text, companyParameters, companyId } of statements) {
    const company = companyId === undefined ? undefined : { parameters: new Set(companyParameters), literal: companyId }
    const found = await inspectStatement(text, tables, company)
    if (found.length) findings.push(`${text.trim()}\n${found.map(sentence => `    ${sentence}`).join('\n')}`)
  }
  // Nothing found in nothing would be no news.
  const silent = tables.filter(
    table =>
      !referenceTables.includes(table) && !statements.some(({ text }) => new RegExp(`\\b${table}\\b`).test(text)),
  )
  if (silent.length) findings.push(`No statement was recorded on ${silent.join(', ')}.`)
  for (const finding of findings) console.error(`\n${finding}`)
  console.log(`\n${statements.length} statements, ${findings.length} of them not for one shard.`)
  return findings.length === 0
}

process.exit((await inspect(process.argv[2]!)) ? 0 : 1)
