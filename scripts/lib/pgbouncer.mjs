import { spawnSync } from 'node:child_process'

/** Where packages put it: what administrators run is often not where everybody looks. */
const places = ['pgbouncer', '/usr/sbin/pgbouncer', '/usr/local/sbin/pgbouncer', '/opt/homebrew/bin/pgbouncer']

/** The program of a PgBouncer, if one is installed. */
export const findPgbouncer = () => places.find(place => spawnSync(place, ['--version']).status === 0)
