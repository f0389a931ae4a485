import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: ['**/*.test.{ts,tsx,mjs}'],
    exclude: [
      '**/node_modules/**',
      '.next/**',
      '.data/**',
      'e2e/**',
      // On a build, in a stage of their own (scripts/test.mjs).
      ...(process.env.TEST_INSTANCES ? [] : ['scripts/instances/**']),
    ],
    globalSetup: ['vitest.setup-global.ts'],
    setupFiles: process.env.RECORD_STATEMENTS ? ['testing/dialect/record.ts'] : [],
    // Every worker is a process: the password worker threads and the database pool are per process.
    pool: 'forks',
    // More than there are cores: much of what is tested waits, for the database and for answers that must take as long. On two cores,
    // two workers use a third of them (`time` of the tests of signing in: 228 s with two workers, 154 s with four).
    maxWorkers: Math.max(4, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
