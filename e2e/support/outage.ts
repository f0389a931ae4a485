import { closeDatabase } from '@/db/client'
import { forgetEnv } from '@/lib/kernel/env'
import { startConsole } from '@/testing/console-server'
import { startStoppablePostgres, type StoppablePostgres } from './stoppable-postgres'
import { test as base } from './test'

/** Tests at a Console of their own, on a PostgreSQL that they take down. */
export const testWithOwnDatabase = base.extend<object, { database: StoppablePostgres }>({
  database: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const database = await startStoppablePostgres()
      const { env, stop } = await startConsole({ DATABASE_URL: database.url })
      Object.assign(process.env, env)
      forgetEnv()
      await provide(database)
      await closeDatabase()
      await stop()
      await database.remove()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ database: _ }, provide) => {
    await provide(process.env.APP_URL)
  },
})
