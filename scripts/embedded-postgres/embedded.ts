import { accessSync, constants, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import postgres from 'postgres'
import { binariesIn, findBinaries } from './binaries'
import {
  checkVersion,
  files,
  findDataDirectory,
  giveTo,
  hasCluster,
  readState,
  type ClusterState,
  writeState,
} from './data-directory'
import { lockHolder, takeLock } from './lock'
import {
  createCluster,
  freePort,
  launch,
  newSuperuserPassword,
  postmaster,
  rotateLog,
  type Server,
  setSuperuserPassword,
  shutDown,
  stopOrphan,
  superuser,
} from './server'

interface EmbeddedOptions {
  /** Console's data folder. PostgreSQL's files are below it, or where its `postgres.json` says. */
  dataDir: string
  database?: string
  /** Hears sentences for the person who starts Console. */
  say?: (sentence: string) => void
  /** For tests: fast instead of safe, and `stop()` removes the data. */
  throwaway?: boolean
  /** For tests: another PostgreSQL than the package's, by the folder above its `bin`. */
  installation?: string
  /** Starts PostgreSQL again when it ends by itself; called when that did not succeed. */
  keepRunning?: (failure: Error) => void
}

export interface EmbeddedPostgres {
  /** A superuser's address of the database. */
  url: string
  port: number
  /** Stops PostgreSQL and gives the data folder free. Calling it again does nothing more. */
  stop(): Promise<void>
}

const urlOf = ({ port, password, database }: ClusterState, name = database): string =>
  `postgres://${superuser}:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`

/**
 * Starts a real PostgreSQL out of an npm package on a free port of 127.0.0.1. Data of a
 * process that was killed is recovered; data of a process that lives is refused.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = ownFolder(options.dataDir)
  const release = takeLock(
    files(dataDir).lock,
    pid => `Console already runs on this data folder, process ${pid} (${dataDir}).`,
  )
  try {
    return await start({ ...options, dataDir }, release)
  } catch (error) {
    release()
    throw error
  }
}

/** The embedded PostgreSQL which another process runs on this data folder, if one does. */
export function runningEmbeddedPostgres(dataDir: string): { url: string } | undefined {
  const folder = resolve(dataDir)
  const state = readState(folder)
  if (!state || lockHolder(files(folder).lock) === undefined) return undefined
  return postmaster(state.cluster ?? files(folder).cluster).status === 'ready' ? { url: urlOf(state) } : undefined
}

async function start(
  { dataDir, database = 'console', say = () => {}, throwaway = false, installation, keepRunning }: EmbeddedOptions,
  release: () => void,
): Promise<EmbeddedPostgres> {
  const { cluster, account } = findDataDirectory(dataDir, say)
  await stopOrphan(cluster)
  const binaries = installation ? binariesIn(installation) : findBinaries(account, say)
  const server: Server = { account, cluster, throwaway, log: files(dataDir).log, binaries }
  rotateLog(server.log)
  giveTo(dataDir, server.log)
  const state = prepare(server, dataDir, database)
  state.port = await freePort(state.port)
  let child = await launch(server, state.port)
  let starting: Promise<void> = Promise.resolve()
  let stopping: Promise<void> | undefined

  const stop = async () => {
    await starting
    await shutDown(child)
    if (throwaway) removeData(dataDir, cluster)
    release()
  }
  const watch = () =>
    child.once('exit', () => {
      if (stopping || !keepRunning) return
      say('PostgreSQL ended by itself; starting it again.')
      starting = launch(server, state.port).then(
        next => {
          child = next
          watch()
        },
        (failure: unknown) => void keepRunning(failure instanceof Error ? failure : new Error(String(failure))),
      )
    })
  watch()

  try {
    writeState(dataDir, state)
    await createDatabase(state)
  } catch (error) {
    await (stopping ??= stop())
    throw error
  }
  return { url: urlOf(state), port: state.port, stop: () => (stopping ??= stop()) }
}

/** Makes sure that there is a cluster and that its password is known. */
function prepare(server: Server, dataDir: string, database: string): ClusterState {
  const { cluster } = server
  const known = hasCluster(cluster) ? readState(dataDir) : undefined
  const state: ClusterState = {
    port: known?.port ?? 0,
    password: known?.password ?? newSuperuserPassword(),
    database,
    ...(cluster !== files(dataDir).cluster && { cluster }),
  }
  if (!hasCluster(cluster)) createCluster(server, state.password)
  else {
    checkVersion(cluster, server.binaries.major)
    if (!known) setSuperuserPassword(server, state.password)
  }
  return state
}

function removeData(dataDir: string, cluster: string): void {
  const { cluster: inside, state } = files(dataDir)
  rmSync(cluster === inside ? cluster : dirname(cluster), { recursive: true, force: true })
  rmSync(state, { force: true })
}

async function createDatabase(state: ClusterState): Promise<void> {
  const sql = postgres(urlOf(state, 'postgres'), { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${state.database}`
    if (!found) await sql`create database ${sql(state.database)}`
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function ownFolder(path: string): string {
  const folder = resolve(path)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Error(
      `The data folder ${folder} cannot be written by this user. ` +
        'Change its owner, or choose another folder with CONSOLE_DATA_DIR.',
      { cause },
    )
  }
  return folder
}
