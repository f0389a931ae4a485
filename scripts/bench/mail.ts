import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { TestSmtp } from '../../testing/smtp'

/**
 * How long a sign-in code of one company takes to leave while other companies' imports have invitations on their way,
 * on a database and with a mail server of its own; stops after the last code, with most invitations still waiting.
 * npx tsx scripts/bench/mail.ts [invitations] [companies that import] [seconds a mail] [codes]
 */
const [invitations, importers, seconds, codes] = [10_000, 1, 2, 10].map((usual, place) =>
  Number(process.argv[2 + place] ?? usual),
) as [number, number, number, number]

/** A code that took longer is not waited for. */
const PATIENCE_MS = 30_000

const dataDir = mkdtempSync(join(tmpdir(), 'console-bench-'))
for (const secret of ['AUTH_SECRET', 'ENCRYPTION_KEY', 'PASSWORD_PEPPER'])
  process.env[secret] = randomUUID() + randomUUID()
process.env.LOG_LEVEL = 'error'
const { startEmbeddedPostgres } = await import('../embedded-postgres/embedded')
const { migrate } = await import('../../db/migrate')
const server = await startEmbeddedPostgres({ dataDir, database: 'console_bench' })
await migrate({ databaseUrl: server.url, authSecret: process.env.AUTH_SECRET! })
const { startSmtp } = await import('../../testing/smtp')
const smtp = await startSmtp({ delayMs: seconds * 1000 })
Object.assign(process.env, { DATABASE_URL: server.url, SMTP_URL: smtp.url })

const { closeDatabase } = await import('../../db/client')
const { makeCompany } = await import('../../testing/factories')
const { inCompany } = await import('../../db/scope')
const { newToken } = await import('../../lib/kernel/tokens')
const { invite } = await import('../../lib/invitations/invite')
const { startJobs } = await import('../../lib/server/jobs')
const { closeMailer } = await import('../../lib/platform/mail/transport')
const { executePublic } = await import('../../lib/operation/run')
const { requestSignInCode } = await import('../../lib/sign-in-code/commands')

/** As an import does, in batches of 250. */
async function importPeople(count: number): Promise<void> {
  const company = await makeCompany()
  const ada = await company.user({ groups: [company.administrators] })
  const { id: importId } = await company.importOf({ by: ada })
  for (let from = 0; from < count; from += 250) {
    const invitees = Array.from({ length: Math.min(250, count - from) }, (_, n) => ({
      email: `p${from + n}@import.example`,
      groupIds: [],
    }))
    await inCompany(company.id, scope =>
      invite(scope, { userId: ada.id, name: ada.name, company: ada.company }, invitees, {
        message: '',
        expiryDays: 7,
        importId,
      }),
    )
  }
}

const until = async (isSo: () => boolean): Promise<boolean> => {
  const began = performance.now()
  while (!isSo() && performance.now() - began < PATIENCE_MS) await new Promise(resolve => setTimeout(resolve, 10))
  return isSo()
}

const isThere = ({ arrived }: TestSmtp, address: string): boolean =>
  arrived.some(({ recipients }) => recipients.includes(address))

const began = performance.now()
for (let n = 0; n < importers; n++) await importPeople(Math.ceil(invitations / importers))
process.stdout.write(
  `${invitations} invitations of ${importers} companies were queued in ${((performance.now() - began) / 1000).toFixed(1)} s; the server takes ${seconds} s a mail.\n`,
)

const other = await makeCompany()
await inCompany(other.id, ({ tx }) =>
  tx.execute(sql`update companies set security = '{"signIn": {"emailCode": true}}'`),
)
const jobs = startJobs()!
await until(() => smtp.arrived.length >= 3)
const taken: number[] = []
for (let n = 0; n < codes; n++) {
  const { email } = await other.user()
  const asked = performance.now()
  await executePublic(
    requestSignInCode,
    { requestId: randomUUID(), ip: `192.0.2.${n}`, userAgent: null, sessions: [] },
    { company: other.slug, email, browser: newToken() },
  )
  if (!(await until(() => isThere(smtp, email)))) {
    process.stdout.write(`A code had not left after ${PATIENCE_MS / 1000} s.\n`)
    break
  }
  taken.push((performance.now() - asked) / 1000)
}
if (taken.length) {
  const sorted = taken.toSorted((a, b) => a - b)
  const show = (value: number) => `${value.toFixed(1)} s`
  process.stdout.write(
    `${taken.length} codes of another company had left after: median ${show(sorted[Math.floor(sorted.length / 2)]!)}, longest ${show(sorted.at(-1)!)}.\n`,
  )
}
process.stdout.write(`Mails taken meanwhile: ${smtp.arrived.length}.\n`)
await jobs.stop()
closeMailer()
await closeDatabase()
await smtp.stop()
await server.stop()
rmSync(dataDir, { recursive: true, force: true })
process.exit()
