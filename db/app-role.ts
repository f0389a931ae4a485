import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

export const databaseOf = (databaseUrl: string): string => decodeURIComponent(new URL(databaseUrl).pathname.slice(1))

/** The role the application connects as: owns nothing, bypasses nothing. Named after the database. */
export const appRoleOf = (databaseUrl: string): string => `${databaseOf(databaseUrl)}_app`

/** Every instance derives the same password from the shared secret; it is stored nowhere. */
export const appRolePassword = (authSecret: string): string =>
  createHmac('sha256', authSecret).update('database app role').digest('base64url')

/** The application's connection, derived from the administrator's. */
export function appDatabaseUrl(databaseUrl: string, authSecret: string): string {
  const url = new URL(databaseUrl)
  url.username = encodeURIComponent(appRoleOf(databaseUrl))
  url.password = appRolePassword(authSecret)
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
