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
    // One more than two cores: much of what is tested waits, for the database and for answers that must take as long. Of more, a
    // transaction of the heaviest tests may be kept waiting for longer than it may last.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
