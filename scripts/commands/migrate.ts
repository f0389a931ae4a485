import { type Command, options } from '../lib/command'
import { loadEnvironment, migrateDatabase, openDatabase } from '../lib/environment'

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'migrate the database to this version',
  help: `Applies all pending migrations, or none if one fails.

  npm run console -- migrate

Safe to run at any time and on several machines at once; every start of Console does the same.`,
  async run(args, life) {
    options(args, {})
    await openDatabase(loadEnvironment(), life)
    await migrateDatabase()
    console.log('The database is up to date.')
  },
}
