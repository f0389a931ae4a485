import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Where packages put a major version so that several fit on one machine: Debian and its kin, Red Hat's, Homebrew. */
const folders = major => [
  `/usr/lib/postgresql/${major}`,
  `/usr/pgsql-${major}`,
  `/opt/homebrew/opt/postgresql@${major}`,
  `/usr/local/opt/postgresql@${major}`,
]

/** The folder above `bin` of a PostgreSQL server of this major version, if one is installed. */
export const findPostgres = major =>
  folders(major).find(folder => {
    const { status, stdout } = spawnSync(join(folder, 'bin/postgres'), ['--version'], { encoding: 'utf8' })
    return status === 0 && stdout.includes(`(PostgreSQL) ${major}.`)
  })
