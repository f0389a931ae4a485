import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { accountForPostgres, isRoot } from '@/scripts/embedded-postgres/account'
import { freePort } from '@/scripts/embedded-postgres/server'
import { findPgbouncer } from '@/scripts/lib/pgbouncer.mjs'

interface Pooler {
  /** The same address, by way of it. */
  url: string
  stop(): Promise<void>
}

/** Fewer than one instance could use, so that they have to share. */
const POOL_SIZE = 4

/**
 * A PgBouncer in transaction mode, as docs/pooling.md tells to set one up.
 * @param address of a database, with the password of who connects
 * @throws Error with a sentence when none is installed, or with what it said last when it does not start
 */
export async function startPooler(address: string): Promise<Pooler> {
  const program = findPgbouncer()
  if (!program) throw new Error("There is no PgBouncer on this machine (Debian's package pgbouncer).")
  const url = new URL(address)
  const folder = mkdtempSync(join(tmpdir(), 'console-pooler-'))
  const port = await freePort()
  // It does not run as root.
  const account = isRoot() ? accountForPostgres() : undefined
  const files = {
    'userlist.txt': `"${decodeURIComponent(url.username)}" "${decodeURIComponent(url.password)}"\n`,
    'pgbouncer.ini': `[databases]
* = host=${url.hostname} port=${url.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'userlist.txt')}
pool_mode = transaction
default_pool_size = ${POOL_SIZE}
`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 })
  if (account) for (const path of ['', ...Object.keys(files)]) chownSync(join(folder, path), account.uid, account.gid)
  const child = spawn(program, [join(folder, 'pgbouncer.ini')], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
  const stopWithUs = () => child.kill('SIGKILL')
  process.once('exit', stopWithUs)
  url.port = String(port)
  const stop = async () => {
    process.off('exit', stopWithUs)
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answers(url.toString(), child)
  } catch (cause) {
    await stop()
    throw new Error(`PgBouncer does not start. It said last:\n${said}`, { cause })
  }
  return { url: url.toString(), stop }
}

async function answers(address: string, child: ChildProcess): Promise<void> {
  for (let tries = 1; ; tries++) {
    const sql = postgres(address, { max: 1, prepare: false, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (tries === 100 || child.exitCode !== null || child.pid === undefined) throw error
    } finally {
      await sql.end({ timeout: 1 })
    }
    await wait(50)
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise<void>(settle => child.once('exit', () => settle()))
  // At once, whoever is connected.
  child.kill('SIGTERM')
  await gone
}
