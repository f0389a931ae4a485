import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import setup from '../vitest.setup-global'

/**
 * Each release: makes the fixture that every later migration is tried on (db/fixtures.test.ts), from a throwaway database of
 * this version which it fills with made-up data. Named by the last migration; one that is there is never made anew.
 *
 *   npx tsx scripts/make-fixture.ts [FOLDER]
 */
const migrations = 'db/migrations'
const { entries } = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
  entries: { tag: string }[]
}
const last = entries.at(-1)!.tag
const path = join(process.argv[2] ?? join(migrations, 'fixtures'), `${last}.sql`)
if (existsSync(path)) {
  console.error(`There is a fixture of ${last} already, ${path}, and none is changed afterwards.`)
  process.exit(1)
}

const stop = await setup()
// They read the environment, which is the throwaway database's from here on.
const { closeDatabase } = await import('../db/client')
const { dumpOf } = await import('../testing/dump')
const { fillDatabase } = await import('../testing/fill-database')

await fillDatabase()
await closeDatabase()
const sql = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} })
const head = `-- Made-up data of the version whose last migration is ${last}, by scripts/make-fixture.ts. Not to be changed.\n\n`
writeFileSync(path, head + (await dumpOf(sql)))
await sql.end()
await stop()
console.log(`Made ${path}.`)
// Threads that hash passwords stay for the next one.
process.exit(0)
