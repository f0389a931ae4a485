import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { closeDatabase } from '../../db/client'
import { makeCompany } from '../../db/factories'
import { inCompany } from '../../db/scope'
import { newToken } from '../../lib/auth/tokens'
import { executePublic } from '../../lib/operation/run'
import { requestCode, signInWithCode } from '../../lib/sign-in-code/commands'
import { report, timed } from './measure'

/**
 * Whether the time of asking for a code, or of a refused one, tells whom it was for: interleaved tries of each kind.
 * npx tsx scripts/bench/sign-in-code.ts [tries of each]
 */
const tries = Number(process.argv[2] ?? 60)
const company = await makeCompany()
await inCompany(company.id, ({ tx }) => tx.execute(sql`update companies set security = '{"signIn": {"emailCode": true}}'`))
const [active, inactive] = [await company.user(), await company.user({ status: 'inactive' })]

const kinds: Record<string, { company: string; email: string }> = {
  'somebody active': { company: company.slug, email: active.email },
  'unknown company': { company: 'no-such-company', email: active.email },
  'unknown person': { company: company.slug, email: 'nobody@example.com' },
  inactive: { company: company.slug, email: inactive.email },
}

const asking: Record<string, number[]> = {}
const answering: Record<string, number[]> = {}
for (let round = -2; round < tries; round++) {
  // What is measured is the work, and not the wait of who asks too often.
  await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from throttles`))
  for (const [kind, input] of Object.entries(kinds)) {
    const facts = { requestId: randomUUID(), ip: null, userAgent: null }
    const browser = newToken()
    const asked = await timed(() => executePublic(requestCode, facts, { ...input, browser }))
    const answered = await timed(() => executePublic(signInWithCode, facts, { company: input.company, browser, code: '000000' }).catch(() => {}))
    if (round < 0) continue
    ;(asking[kind] ??= []).push(asked)
    ;(answering[kind] ??= []).push(answered)
  }
}
report(asking)
report(answering)
await closeDatabase()
