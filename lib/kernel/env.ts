import { z } from 'zod'

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address such as ${example}` })

const secret = z.string().min(32, 'must have at least 32 characters')

const postgresUrl = url(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/console')

/** Everything configurable, with its default. `.env.example` explains each to operators. */
const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** The address people use; links in mail carry it, `https` switches on secure cookies, and passkeys need a host name. */
  APP_URL: url(/^https?$/, 'https://console.example.com').optional(),
  /** The administrator of the database: runs migrations, creates roles. Unset: the embedded PostgreSQL. */
  DATABASE_URL: postgresUrl.optional(),
  /** The application's own connection, where the roles were made by hand or a pooler stands between. */
  DATABASE_APP_URL: postgresUrl.optional(),
  /** The connection that takes jobs from the queue, where its role was made by hand. */
  DATABASE_WORKER_URL: postgresUrl.optional(),
  DATABASE_POOL_MAX: z.coerce.number({ error: 'must be a number from 1 to 200' }).int().min(1).max(200).default(10),
  /** `false` behind PgBouncer in transaction mode. */
  DATABASE_PREPARE: z.stringbool({ error: 'must be true or false' }).default(true),
  CONSOLE_DATA_DIR: z.string().min(1).default('.data'),
  /** Encrypts the session cookie and derives the password of the database's app role. */
  AUTH_SECRET: secret.optional(),
  /** Mixed into every password before hashing; losing it makes every password invalid. */
  PASSWORD_PEPPER: secret.optional(),
  /** What a hash of a password costs, as bcrypt counts: one more is twice the time. OWASP Password Storage asks for at least 10. */
  PASSWORD_HASH_COST: z.coerce.number({ error: 'must be a number from 10 to 15' }).int().min(10).max(15).default(12),
  /** Encrypts what has to be read again: keys of authenticator apps, mail on its way. Losing it loses these. */
  ENCRYPTION_KEY: secret.optional(),
  /** The server that takes our mail. Unset: every mail is a file below CONSOLE_DATA_DIR and no mail goes out. */
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      hostname: /./,
      error: 'must be an address such as smtp://user:password@mail.example.com:587',
    })
    .optional(),
  /** Whom mail is from, such as `Console <console@example.com>`. */
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be an address such as Console <console@example.com>',
    )
    .default('Console <console@localhost>'),
  /** `false`: this server takes no jobs, because `npm run worker` does. */
  RUN_JOBS: z.stringbool({ error: 'must be true or false' }).default(true),
  /** How many proxies of yours stand in front; the visitor's address is then taken from X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number({ error: 'must be a number from 0 to 10' }).int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

/** The names of all settings, for what passes them on. */
export const settingNames = Object.keys(schema.shape)

export type Env = Omit<z.infer<typeof schema>, 'APP_URL'> & { APP_URL: string }

/**
 * Reads and checks the configuration. Empty values count as unset.
 * @throws Error with one sentence that names every wrong value.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const problems = result.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The configuration is wrong: ${problems.join('; ')}.`)
  }
  return { ...result.data, APP_URL: result.data.APP_URL ?? `http://localhost:${result.data.PORT}` }
}

let known: Env | undefined

/** The configuration of this process, read once. */
export const env = (): Env => (known ??= readEnv())

/** Reads the configuration anew at its next use, for tests that change it. */
export const forgetEnv = (): void => {
  known = undefined
}

/** A value that a server can't run without. @throws Error naming it. */
export function required<K extends 'DATABASE_URL' | 'AUTH_SECRET' | 'PASSWORD_PEPPER' | 'ENCRYPTION_KEY'>(
  name: K,
): string {
  const value = env()[name]
  if (!value) throw new Error(`The configuration is wrong: ${name} is not set.`)
  return value
}
