import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/**
 * The roles a running Console connects as, named after the database. `app`: the application, which owns
 * nothing and bypasses nothing. `worker`: who takes jobs from the queue, which is all it owns and sees.
 */
type Role = 'app' | 'worker'
export const roles = ['app', 'worker'] as const

export const databaseOf = (databaseUrl: string): string => decodeURIComponent(new URL(databaseUrl).pathname.slice(1))

export const roleName = (databaseUrl: string, role: Role): string => `${databaseOf(databaseUrl)}_${role}`

/** Every instance derives the same password from the shared secret; it is stored nowhere. */
export const rolePassword = (authSecret: string, role: Role): string =>
  createHmac('sha256', authSecret).update(`database ${role} role`).digest('base64url')

/** A role's connection, derived from the administrator's. */
export function roleUrl(databaseUrl: string, authSecret: string, role: Role): string {
  const url = new URL(databaseUrl)
  url.username = encodeURIComponent(roleName(databaseUrl, role))
  url.password = rolePassword(authSecret, role)
  return url.toString()
}

/**
 * A SCRAM-SHA-256 verifier as PostgreSQL stores it (RFC 5803), so that the password itself
 * never travels in a statement that a server may log.
 */
export function scramVerifier(password: string, iterations = 4096): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`
}
