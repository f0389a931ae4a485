import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, accountForPostgres, closedFolder, isRoot, passes } from './account'
import { makeReachable, reachableDirectory } from './binaries'

/** What the next start, and other processes, need to know: `postgres.json` in the data folder. */
export interface ClusterState {
  port: number
  password: string
  database: string
  /** Where the data is when it could not be in the data folder itself. */
  cluster?: string
}

export const files = (dataDir: string) => ({
  state: join(dataDir, 'postgres.json'),
  lock: join(dataDir, 'postgres.lock'),
  log: join(dataDir, 'postgres.log'),
  cluster: join(dataDir, 'postgres'),
})

export function readState(dataDir: string): ClusterState | undefined {
  try {
    return JSON.parse(readFileSync(files(dataDir).state, 'utf8')) as ClusterState
  } catch {
    return undefined
  }
}

export function writeState(dataDir: string, state: ClusterState): void {
  const draft = `${files(dataDir).state}.new`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  giveTo(dataDir, draft)
  renameSync(draft, files(dataDir).state)
}

/** A file that root writes into another user's data folder stays usable for that user. */
export function giveTo(dataDir: string, path: string): void {
  const { uid, gid } = statSync(dataDir)
  if (isRoot() && uid !== 0) chownSync(path, uid, gid)
}

export const hasCluster = (cluster: string): boolean => existsSync(join(cluster, 'PG_VERSION'))

/** Data of another major version is never touched: PostgreSQL would refuse it with less to go by. */
export function checkVersion(cluster: string, major: string): void {
  const written = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (written === major) return
  throw new Error(
    `The data in ${cluster} was written by PostgreSQL ${written}, and this Console brings PostgreSQL ${major}. ` +
      'Export it with the Console that wrote it, or choose another folder with CONSOLE_DATA_DIR.',
  )
}

interface DataDirectory {
  cluster: string
  /** Set when this process is root and PostgreSQL needs another account. */
  account: Account | undefined
}

/** Where the cluster of this data folder is or will be, and who runs it. */
export function findDataDirectory(dataDir: string, say: (sentence: string) => void): DataDirectory {
  const inside = files(dataDir).cluster
  const known = readState(dataDir)?.cluster ?? inside
  const owner = existsSync(known) ? statSync(known) : undefined
  if (!isRoot()) {
    if (owner && owner.uid !== process.getuid?.()) {
      throw new Error(
        `The data in ${known} belongs to another user (number ${owner.uid}). ` +
          'Start Console as that user, or choose another folder with CONSOLE_DATA_DIR.',
      )
    }
    return { cluster: known, account: undefined }
  }
  const account = accountForPostgres(owner)
  if (known === inside) openFor(account, dataDir)
  if (owner?.uid === 0) passes(undefined, 'chown -R "$1:$2" "$3"', String(account.uid), String(account.gid), known)
  if (known !== inside && !owner) {
    throw new Error(
      `The data of ${dataDir} should be in ${known}, and is not there any more. ` +
        `Restore it, or remove ${files(dataDir).state} to begin anew.`,
    )
  }
  if (known !== inside || passes(account, 'test -x "$1"', dataDir)) return { cluster: known, account }
  return { cluster: outside(dataDir, account, say), account }
}

/** Lets PostgreSQL's group walk through the data folder, and nobody look into it. */
function openFor(account: Account, dataDir: string): void {
  const folder = statSync(dataDir)
  if (folder.uid !== 0 || passes(account, 'test -x "$1"', dataDir)) return
  chownSync(dataDir, 0, account.gid)
  chmodSync(dataDir, 0o710)
}

function outside(dataDir: string, account: Account, say: (sentence: string) => void): string {
  const closed = closedFolder(account, dataDir) ?? dataDir
  if (hasCluster(files(dataDir).cluster)) {
    throw new Error(
      `PostgreSQL's user ${account.name} can no longer enter ${closed} and so not reach its data in ` +
        `${files(dataDir).cluster}. Open the way for it (chmod o+x ${closed}), then start again.`,
    )
  }
  const folder = join(reachableDirectory, createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 16))
  if (hasCluster(join(folder, 'postgres'))) {
    // The data folder was removed to begin anew. Its old data is kept, since only its owner knows its worth.
    const aside = `${folder}-until-${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}`
    renameSync(folder, aside)
    say(`The data of an earlier ${dataDir} was kept in ${aside}; remove it when nobody needs it.`)
  }
  makeReachable(folder)
  say(
    `PostgreSQL does not run as root, and its user ${account.name} cannot enter ${closed}, ` +
      `so its data is in ${folder} (${files(dataDir).state} remembers where).`,
  )
  return join(folder, 'postgres')
}
