import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

const inputs = [
  'app',
  'components',
  'db',
  'lib',
  'public',
  'middleware.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

const built = join(root, '.next')
const marker = join(built, 'console-build-hash')

function* filesIn(path) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false })
  if (!entry) return
  if (!entry.isDirectory()) {
    // Tests and migrations are not part of what is built.
    if (!/\.test\.tsx?$|\.sql$/.test(path)) yield path
    return
  }
  for (const name of readdirSync(join(root, path)).sort()) yield* filesIn(`${path}/${name}`)
}

/** One value for everything that the build is made from. */
function hashOfInputs() {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const path of filesIn(input))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
  }
  const baked = Object.keys(process.env).filter(
    name => name.startsWith('NEXT_PUBLIC_') || name === 'CONSOLE_STANDALONE',
  )
  for (const name of baked.sort()) hash.update(`${name}=${process.env[name]}\0`)
  return hash.digest('hex')
}

const isBuilt = hash =>
  existsSync(join(built, 'BUILD_ID')) && existsSync(marker) && readFileSync(marker, 'utf8') === hash

/**
 * Runs `next build` unless the last one was made from the same files. Quiet when it succeeds.
 * @returns {Promise<boolean>} whether there is a build now
 */
export async function buildWhenNeeded() {
  const hash = hashOfInputs()
  if (isBuilt(hash)) return true
  console.log('Building Console. This takes a minute, and only after a change.')
  rmSync(marker, { force: true })
  const { status, output } = await runNextBuild()
  if (status !== 0) {
    console.error(`${output.trim()}\n\nThe build failed; the lines above tell why.`)
    return false
  }
  mkdirSync(built, { recursive: true })
  writeFileSync(marker, hash)
  return true
}

function runNextBuild() {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    })
    const stop = () => child.kill()
    process.once('exit', stop)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (output += text))
    child.once('error', error => resolve({ status: 1, output: error.message }))
    child.once('close', status => {
      process.off('exit', stop)
      resolve({ status, output })
    })
  })
}
