import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account'
import type { Binaries } from './binaries'
import { startOf } from './lock'

export const superuser = 'postgres'

export interface Server {
  account: Account | undefined
  binaries: Binaries
  cluster: string
  log: string
  throwaway: boolean
}

// LC_ALL=C keeps PostgreSQL's messages English (we read its log) and needs no locale installed.
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv

const as = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {})

/**
 * Makes a new cluster. It is made beside its place and moved there when complete, so that a
 * start that was cut off leaves nothing that looks like data.
 */
export function createCluster(server: Server, password: string): void {
  const { account, binaries, cluster } = server
  const draft = `${cluster}.new`
  const passwordFile = join(draft, 'password')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(join(draft, 'data'), { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) for (const path of [draft, join(draft, 'data'), passwordFile]) chownSync(path, account.uid, account.gid)
  // The builtin provider's C.UTF-8 is the same on every system, installed locales or not. Before 17 there was none; what
  // the tests run on then sorts as people do, so that nothing comes to rest on the order of bytes.
  const collation =
    Number(binaries.major) >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale-provider=icu', '--icu-locale=en-US']
  const made = spawnSync(
    join(binaries.folder, 'bin/initdb'),
    [
      `--pgdata=${join(draft, 'data')}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--no-instructions',
      '--encoding=UTF8',
      '--locale=C',
      ...collation,
      ...(server.throwaway ? ['--no-sync'] : []),
    ],
    { cwd: '/', env: environment, encoding: 'utf8', ...as(account) },
  )
  if (made.status !== 0) {
    throw new Error(`PostgreSQL could not make its data folder: ${made.error?.message ?? made.stderr.trim()}`)
  }
  renameSync(join(draft, 'data'), cluster)
  rmSync(draft, { recursive: true, force: true })
}

/** Gives a cluster whose password is lost (its `postgres.json` was removed) a new one. */
export function setSuperuserPassword({ account, binaries, cluster }: Server, password: string): void {
  const { status, stderr } = spawnSync(join(binaries.folder, 'bin/postgres'), ['--single', '-D', cluster, 'postgres'], {
    cwd: '/',
    env: environment,
    encoding: 'utf8',
    input: `alter role ${superuser} password '${password}'\n`,
    ...as(account),
  })
  if (status !== 0) throw new Error(`PostgreSQL's password could not be set anew: ${stderr.trim()}`)
}

export const newSuperuserPassword = (): string => randomBytes(24).toString('base64url')

/** The preferred port when it is free, else any free one. */
export const freePort = async (preferred = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', error => (preferred ? resolve(freePort()) : reject(error)))
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const settings = (throwaway: boolean): Record<string, string> => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...(throwaway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
})

/** Starts PostgreSQL and waits until it accepts connections. */
export async function launch(server: Server, port: number): Promise<ChildProcess> {
  const flags = Object.entries(settings(server.throwaway)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const deadline = Date.now() + 30_000
  for (;;) {
    const before = logSize(server.log)
    const child = spawnServer(server, ['-D', server.cluster, '-p', String(port), ...flags])
    // Should this process end without stopping it, PostgreSQL still gets the word to end in order.
    const farewell = () => child.kill('SIGINT')
    process.once('exit', farewell)
    child.once('exit', () => process.off('exit', farewell))
    if (await ready(child, server)) return child
    const said = readLog(server.log, before)
    // After a kill -9, the old backends need a moment to notice that their parent is gone; a
    // closed port may also take one. Anything else will not go away by waiting.
    if (!/still in use|in use by|already in use|could not bind/.test(said) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start: ${reason(said)} Its log is ${server.log}.`)
    }
    await wait(100)
  }
}

function spawnServer({ account, binaries, log }: Server, args: string[]): ChildProcess {
  const output = openSync(log, 'a', 0o600)
  try {
    return spawn(join(binaries.folder, 'bin/postgres'), args, {
      cwd: '/',
      env: environment,
      // A group of its own: Ctrl-C in the terminal must reach the application first.
      detached: true,
      stdio: ['ignore', output, output],
      ...as(account),
    })
  } finally {
    closeSync(output)
  }
}

/** Reads what pg_ctl reads: the state in postmaster.pid. False when the process ended instead. */
async function ready(child: ChildProcess, { cluster, log }: Server): Promise<boolean> {
  const deadline = Date.now() + 300_000
  let failure: Error | undefined
  child.once('error', error => (failure = error))
  for (;;) {
    if (failure) throw new Error(`PostgreSQL did not start: ${failure.message}`)
    if (child.exitCode !== null || child.signalCode !== null) return false
    const { pid, status } = postmaster(cluster)
    if (pid === child.pid && status === 'ready') return true
    if (Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw new Error(`PostgreSQL was not ready after five minutes. Its log is ${log}.`)
    }
    await wait(15)
  }
}

/** What PostgreSQL itself notes about its running process. */
export function postmaster(cluster: string): { pid?: number; status?: string } {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: (lines[7] ?? '').trim() }
  } catch {
    return {}
  }
}

/** Stops a PostgreSQL whose Console died, so that this start can have the data. */
export async function stopOrphan(cluster: string): Promise<void> {
  const { pid } = postmaster(cluster)
  if (!pid) return
  if (startOf(pid) === undefined || !commandOf(pid).includes(cluster)) {
    // Dead, or a zombie, or by now another program's number: PostgreSQL would take the last two for
    // itself. Leftover backends still keep it off the data by their shared memory.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + 20_000
  while (startOf(pid) !== undefined) {
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
    await wait(20)
  }
}

const commandOf = (pid: number): string =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout

/** Ends PostgreSQL: transactions in flight are rolled back and everything is written (a fast shutdown). */
export async function shutDown(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  // An immediate shutdown loses nothing that was committed; the next start recovers.
  const patience = setTimeout(() => child.kill('SIGQUIT'), 20_000)
  await ended
  clearTimeout(patience)
}

const logSize = (log: string): number => statSync(log, { throwIfNoEntry: false })?.size ?? 0

const readLog = (log: string, from: number): string => readFileSync(log).subarray(from).toString('utf8')

const reason = (said: string): string => {
  const lines = said.trim().split('\n')
  const fatal = lines.findLast(line => /FATAL|PANIC|error while loading/.test(line)) ?? lines.at(-1) ?? ''
  return `${fatal.replace(/^.*?(FATAL|PANIC): +/, '')}.`
}

/** Keeps the log from growing for ever: the last ten megabytes and the ten before. */
export function rotateLog(log: string): void {
  if (logSize(log) > 10_000_000) renameSync(log, `${log}.1`)
  closeSync(openSync(log, 'a', 0o600))
}
