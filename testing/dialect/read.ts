import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedStatement } from './record'

/** All that was recorded in a folder, each statement once; lists of values that differ in length only count as one. */
export function readStatements(folder: string): RecordedStatement[] {
  const found = new Map<string, RecordedStatement>()
  for (const file of readdirSync(folder))
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      if (!line) continue
      const statement = JSON.parse(line) as RecordedStatement
      const key = shapeOf(statement)
      const known = found.get(key)
      if (!known || statement.text.length < known.text.length) found.set(key, statement)
    }
  return [...found.values()]
}

/** The text with the company's parameters marked, and rows of values and lists of parameters once each. */
function shapeOf({ text, companyParameters, companyId }: RecordedStatement): string {
  const ours = new Set(companyParameters)
  return text
    .replaceAll(companyId ?? '\0', 'company')
    .replace(/\$(\d+)/g, (_, number: string) => (ours.has(Number(number)) ? '$company' : '$'))
    .replace(/(\((?:[^()]|\([^()]*\))*\))(, ?\1)+/g, '$1, …')
    .replace(/\$(, ?\$)+/g, '$, …')
}
