import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeDatabase } from '@/db/make-database'
import { migrate } from '@/db/migrate'
import { spreadOverCitus } from './citus'

/** The least that is allowed, of the tests that make passwords, too (vitest.setup-global.ts). */
const cheapHashes = { PASSWORD_HASH_COST: '10' }

interface Announcement {
  env: Record<string, string>
}

/**
 * One Console for browsers.
 * @param settings beside those that every one of them has
 * @returns what tests need in their environment to find it and its database
 */
export async function startConsole(
  settings: Record<string, string> = {},
): Promise<{ env: Record<string, string> & { APP_URL: string }; stop: () => Promise<void> }> {
  const port = String(await freePort())
  // By its name: browsers know no passkeys at an IP address.
  const baseURL = `http://localhost:${port}`
  const dataDir = mkdtempSync(join(tmpdir(), 'console-e2e-'))
  const database = process.env.TEST_DATABASE_URL ? await makeOther(process.env.TEST_DATABASE_URL) : undefined
  const server = fork(resolve('scripts/serve.ts'), ['--throwaway'], {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      DATABASE_URL: database?.url ?? '',
      DATABASE_APP_URL: '',
      APP_URL: baseURL,
      HOST: '127.0.0.1',
      PORT: port,
      CONSOLE_DATA_DIR: dataDir,
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'debug',
      ...cheapHashes,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // Everything it says, for the test that looks for secrets in it (e2e/at-rest.e2e.ts).
  const output = createWriteStream(join(dataDir, 'server.log'))
  server.stdout?.pipe(output, { end: false })
  server.stderr?.pipe(output, { end: false })
  server.stderr?.pipe(process.stderr)
  if (process.env.E2E_SERVER_LOG) server.stdout?.pipe(process.stdout)
  else sayLastWords(server)
  const { env } = await announced(server)
  return {
    env: { ...env, APP_URL: baseURL, ...cheapHashes },
    stop: async () => {
      await stopped(server)
      await database?.stop()
    },
  }
}

/** An empty database on that server, on its machines where it is a Citus; the demo comes with the start. */
async function makeOther(address: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const { url, stop } = await makeDatabase(address)
  await migrate({ databaseUrl: url })
  const workers = process.env.TEST_CITUS_WORKERS
  const gather = workers ? await spreadOverCitus(url, workers) : undefined
  return {
    url,
    stop: async () => {
      await stop()
      await gather?.()
    },
  }
}

/** A server that fails says why in its log, which nobody reads as long as all is well. */
function sayLastWords(server: ChildProcess): void {
  let said = ''
  server.stdout?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)))
  server.once('close', code => {
    if (code) process.stderr.write(`The server of the tests ended with exit code ${code}. It said last:\n${said}\n`)
  })
}

const announced = (server: ChildProcess): Promise<Announcement> =>
  new Promise((settle, reject) => {
    server.once('message', message => settle(message as Announcement))
    server.once('error', reject)
    server.once('exit', code => reject(new Error(`Console ended before it was ready (exit code ${code}).`)))
  })

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise<void>(settle => server.once('exit', () => settle()))
  server.kill('SIGTERM')
  await ended
}

const freePort = (): Promise<number> =>
  new Promise((settle, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => settle(typeof address === 'object' && address ? address.port : 0))
    })
  })
