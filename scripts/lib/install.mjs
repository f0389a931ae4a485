import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout, wherever the command was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Ends with a sentence where Node.js is too old for Next.js 16. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  console.error(`Console needs Node.js 20.9 or newer, and this is ${process.versions.node}.`)
  process.exit(1)
}

const readPackages = path => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm itself writes what it installed
 * into a lockfile of its own, and only when it was done.
 */
function isInstalled({ dev }) {
  const wanted = readPackages('package-lock.json')
  const present = readPackages('node_modules/.package-lock.json')
  if (!present) return false
  if (!wanted) return true
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = present[path]
    if (found) return found.version === entry.version && found.integrity === entry.integrity
    // Optional packages are those of other systems, extraneous ones nobody asks for, and npm installs
    // neither; a production install leaves out the dev ones.
    return Boolean(entry.optional || entry.devOptional || entry.extraneous || (entry.dev && !dev))
  })
}

/** Runs `npm ci` unless the packages are there. `dev`: also those that only the tests need. */
export function installWhenNeeded({ dev = false } = {}) {
  if (isInstalled({ dev })) return
  console.log('Installing the packages (npm ci).')
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? ['--include=dev'] : [])]
  const npm = process.env.npm_execpath
  const [command, prefix] = npm && npm.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const run = what => spawnSync(command, [...prefix, ...what], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  let { status, error } = run(arguments_)
  // A registry without some platform's binaries makes `npm ci` call a good lock file out of date.
  if (status !== 0) ({ status, error } = run(['install', '--no-save', ...arguments_.slice(1)]))
  if (status === 0) return
  console.error(
    `The packages could not be installed${error ? ` (${error.message})` : ''}. ` +
      'What npm says above tells why; the network or the registry is the usual reason.',
  )
  process.exit(1)
}
