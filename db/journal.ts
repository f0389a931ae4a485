import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** The migrations that this version has. */
export const MIGRATIONS = 'db/migrations'

interface Migration {
  tag: string
  /** What a database keeps of those that it has, in ms; each is later than those before it. */
  when: number
}

/** The migrations in a folder, the first first. */
export const migrationsIn = (folder = MIGRATIONS): Migration[] =>
  (JSON.parse(readFileSync(resolve(folder, 'meta/_journal.json'), 'utf8')) as { entries: Migration[] }).entries
