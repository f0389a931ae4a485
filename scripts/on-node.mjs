import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { checkNode, installWhenNeeded, root } from './lib/install.mjs'

/** The oldest major that Console runs on (engines in package.json) is what everything is tested on. */
const FLOOR = 20
const START_MS = 300_000

const [major, ...rest] = process.argv.slice(2)
if (!/^\d+$/.test(major ?? '') || Number(major) < FLOOR) {
  console.error(`Use: npm run test:node -- 22 [which unit tests]. Any version from ${FLOOR} on.`)
  process.exit(2)
}

const place = mkdtempSync(join(tmpdir(), 'console-node-'))
let running
process.on('exit', () => rmSync(place, { recursive: true, force: true, maxRetries: 5 }))
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    if (!running) process.exit(130)
    running.once('exit', () => process.exit(130))
    running.kill(signal)
  })
}

checkNode()
installWhenNeeded({ dev: true })
const node = installNode()
const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
console.log(`\n── start on Node.js ${version}`)
const started = await starts()
console.log(`${started ? 'It starts, answers and stops' : 'It does not start, answer and stop'} on Node.js ${version}.`)
// Whole only where nothing in particular is asked for.
const stage = Number(major) === FLOOR && rest.length === 0 ? [] : ['--only', 'unit', ...rest]
const tested = await ended(run('scripts/test.mjs', stage))
process.exit(started && tested === 0 ? 0 : 1)

/** npm's `node` package of this major, in a folder of its own: neither the lock file nor node_modules changes. */
function installNode() {
  console.log(`Fetching Node.js ${major} (npm's package "node").`)
  const { status } = spawnSync(
    'npm',
    ['install', '--prefix', place, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `node@${major}`],
    { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const binary = join(place, 'node_modules/node/bin/node')
  if (status === 0 && existsSync(binary)) return binary
  console.error(
    `Node.js ${major} could not be installed: the network, the registry, or a setting that forbids install scripts.`,
  )
  process.exit(1)
}

/** Runs a script on that Node.js, which is also the one that tools beginning with `#!/usr/bin/env node` find. */
function run(script, args, env = {}) {
  const inherited = { ...process.env }
  delete inherited.NODE
  delete inherited.npm_node_execpath
  running = spawn(node, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...inherited, PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, ...env },
  })
  return running
}

/** Settles with the exit code of a process, or with 1 where a signal ended it. */
function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? 1)
  return new Promise(resolve => child.once('exit', code => resolve(code ?? 1)))
}

/** Starts Console with data of its own, asks for its health and its sign-in page, and stops it. */
async function starts() {
  const port = await freePort()
  const child = run('scripts/start.mjs', [], {
    PORT: String(port),
    HOST: '127.0.0.1',
    APP_URL: '',
    DATABASE_URL: '',
    CONSOLE_DATA_DIR: join(place, 'data'),
  })
  const address = `http://127.0.0.1:${port}`
  const answered = (await answers(child, `${address}/api/health`)) && (await answers(child, `${address}/login`))
  child.kill('SIGTERM')
  return (await ended(child)) === 0 && answered
}

async function answers(child, url) {
  const deadline = Date.now() + START_MS
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    try {
      if ((await fetch(url)).status === 200) return true
    } catch {
      // Not listening yet.
    }
    await wait(200)
  }
  return false
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
