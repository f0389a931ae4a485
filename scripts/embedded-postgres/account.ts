import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Who PostgreSQL runs as. It refuses root, so root lends it an account of its own. */
export interface Account {
  uid: number
  gid: number
  name: string
}

const ownName = 'console-postgres'

export const isRoot = (): boolean => process.getuid?.() === 0

const passwd = (): Account[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length > 3)
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }))

/** The account that owns existing data, or the one made for PostgreSQL (created when absent). */
export function accountForPostgres(ownerOfData?: { uid: number; gid: number }): Account {
  if (ownerOfData && ownerOfData.uid !== 0) {
    const name = passwd().find(one => one.uid === ownerOfData.uid)?.name
    return { uid: ownerOfData.uid, gid: ownerOfData.gid, name: name ?? `number ${ownerOfData.uid}` }
  }
  return existing() ?? create()
}

const existing = (): Account | undefined => {
  const accounts = passwd()
  return ['postgres', ownName].map(name => accounts.find(one => one.name === name)).find(Boolean)
}

function create(): Account {
  const { status, stderr } = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      ownName,
    ],
    { encoding: 'utf8' },
  )
  // Another start may have made it a moment ago, so look before complaining.
  const account = existing()
  if (account) return account
  throw new Error(
    `PostgreSQL does not run as root, and the system user ${ownName} could not be created ` +
      `(${status === null ? 'there is no useradd here' : stderr.trim()}). ` +
      'Create a user named postgres, start Console as an ordinary user, or set DATABASE_URL.',
  )
}

/** Runs a small shell test as the account: only the kernel knows every rule about access. */
export const passes = (account: Account | undefined, test: string, ...paths: string[]): boolean =>
  spawnSync('/bin/sh', ['-c', test, 'sh', ...paths], {
    cwd: '/',
    env: {} as NodeJS.ProcessEnv,
    stdio: 'ignore',
    ...(account && { uid: account.uid, gid: account.gid }),
  }).status === 0

/** The topmost folder on the way to a path which the account cannot enter. */
export function closedFolder(account: Account, path: string): string | undefined {
  const folders = [path]
  while (dirname(folders[0] ?? '/') !== folders[0]) folders.unshift(dirname(folders[0] ?? '/'))
  return folders.find(folder => !passes(account, 'test -x "$1"', folder))
}
