import { randomBytes, randomUUID } from 'node:crypto'
import { chownSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const names = ['AUTH_SECRET', 'PASSWORD_PEPPER', 'ENCRYPTION_KEY'] as const

type Secrets = Record<(typeof names)[number], string>

/**
 * The secrets of an installation that was given none by its environment: made once, kept in
 * `secrets.json` in the data folder. Two starts at the same time agree on one set.
 * @throws Error with a sentence when the file is there and damaged; replacing it would make
 * every password of the installation invalid.
 */
export function ensureSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'secrets.json')
  const known = read(path)
  if (known && names.every(name => known[name])) return pick(known)
  // A secret that a later version asks for joins the ones that are there.
  const fresh = Object.fromEntries(names.map(name => [name, known?.[name] ?? randomBytes(32).toString('base64url')]))
  store(path, { ...known, ...fresh }, dataDir, known !== undefined)
  return pick(read(path) ?? fresh)
}

const pick = (secrets: Record<string, string>): Secrets =>
  Object.fromEntries(names.map(name => [name, secrets[name] ?? ''])) as Secrets

function read(path: string): Record<string, string> | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`The secrets in ${path} cannot be read by this user.`, { cause: error })
  }
  try {
    const secrets = JSON.parse(text) as Record<string, string>
    if (names.every(name => secrets[name] === undefined || secrets[name].length >= 32)) return secrets
  } catch {
    // The sentence below says it for both.
  }
  throw new Error(
    `The secrets in ${path} are damaged. Restore the file from a backup: without it no password is valid.`,
  )
}

function store(path: string, secrets: Record<string, string>, dataDir: string, replace: boolean): void {
  const draft = `${path}.${randomUUID()}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  const { uid, gid } = statSync(dataDir)
  if (process.getuid?.() === 0 && uid !== 0) chownSync(draft, uid, gid)
  try {
    if (replace) renameSync(draft, path)
    // A link refuses to replace, so the first of two starts wins and the other reads its file.
    else linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
