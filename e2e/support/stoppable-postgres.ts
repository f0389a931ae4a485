import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@/scripts/embedded-postgres/embedded'

export interface StoppablePostgres {
  url: string
  /** From then on nobody reaches it. */
  stop(): Promise<void>
  /** With its data, at the address where it was. */
  start(): Promise<void>
  remove(): Promise<void>
}

/** A PostgreSQL of a test's own, which it takes down. */
export async function startStoppablePostgres(): Promise<StoppablePostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'console-outage-'))
  const start = () => startEmbeddedPostgres({ dataDir, database: 'console_outage' })
  let server = await start()
  return {
    url: server.url,
    stop: () => server.stop(),
    async start() {
      server = await start()
    },
    async remove() {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
