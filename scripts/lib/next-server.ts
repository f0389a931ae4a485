import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

interface NextServer {
  /** Settles when Next.js answers; rejects with a sentence when it does not. */
  ready: Promise<void>
  /** Settles when Next.js ended, asked or not, with the exit code or signal in words. */
  ended: Promise<string>
  stop(): Promise<void>
  /** Ends it as a machine that fails would. */
  kill(): Promise<void>
}

/** Where a server on this host can be asked from this machine. */
export const addressOf = (host: string, port: number): string => {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

/** @throws Error with a sentence when the port cannot be had. */
export async function checkPort(host: string, port: number): Promise<void> {
  const problem = (await whyNot(host, port)) ?? (await otherLocalhost(host, port))
  if (!problem) return
  if (problem.code === 'EADDRINUSE') {
    throw new Error(
      `Port ${port} is taken by another program. End it, or start Console on another port: PORT=${port + 1} npm start`,
    )
  }
  throw new Error(`Console cannot listen on ${host}, port ${port} (${problem.code}). Check HOST and PORT.`)
}

const whyNot = (host: string, port: number): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise(settle => {
    const probe = createServer()
    probe.once('error', settle)
    probe.listen(port, host, () => probe.close(() => settle(undefined)))
  })

/**
 * Browsers take `localhost` for ::1 first and for 127.0.0.1 where nobody answers there. Another program at ::1 would be what
 * they show; a machine without IPv6 has no such program.
 */
async function otherLocalhost(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  const problem = host === '127.0.0.1' ? await whyNot('::1', port) : undefined
  return problem?.code === 'EADDRINUSE' ? problem : undefined
}

interface NextOptions {
  dev: boolean
  host: string
  port: number
  env: NodeJS.ProcessEnv
  /** Further options of `next dev` or `next start`. */
  args?: string[]
}

/**
 * Where memory is plenty, Node.js collects garbage late: an import of 10,000 rows grew a server to 449 MB, and to 284 MB with
 * these (measured). A young generation of 4 MB made it 247 MB, and took a sixth of the time of a page. NODE_OPTIONS of the
 * environment go before.
 */
const heap = ['--max-old-space-size=1024', '--max-semi-space-size=16']

const heapOptions = (env: NodeJS.ProcessEnv): string[] =>
  heap.filter(option => !env.NODE_OPTIONS?.includes(option.split('=')[0]!))

/** Starts Next.js as a process of its own. */
export function startNext({ dev, host, port, env, args = [] }: NextOptions): NextServer {
  const next = resolve('node_modules/next/dist/bin/next')
  const stopWithParent = pathToFileURL(resolve('scripts/lib/stop-with-parent.mjs')).href
  const child = spawn(
    process.execPath,
    [
      ...(dev ? [] : heapOptions(env)),
      '--import',
      stopWithParent,
      next,
      dev ? 'dev' : 'start',
      '-H',
      host,
      '-p',
      `${port}`,
      ...args,
    ],
    // A group of its own: Ctrl-C comes to us, and we stop it before the database.
    { env, detached: true, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  const ended = new Promise<string>(settle => {
    child.once('error', error => settle(error.message))
    child.once('exit', (code, signal) => settle(signal ?? `exit code ${code}`))
  })
  return {
    ended,
    ready: answers(`${addressOf(host, port)}/api/health`, child),
    stop: () => stopGroup(child, ended),
    kill: () => killGroup(child, ended),
  }
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 120_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw new Error('Next.js ended before it answered; the lines above tell why.')
    }
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
      if (response.status < 500) return
    } catch {
      // Not listening yet.
    }
    await wait(50)
  }
  throw new Error('Console did not answer within two minutes.')
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, name)
  } catch {
    // The group is gone already.
  }
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGTERM')
  // Requests in flight end within their own deadline of ten seconds.
  const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 12_000)
  await ended
  clearTimeout(patience)
  signalGroup(child, 'SIGKILL')
}

async function killGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGKILL')
  await ended
}
