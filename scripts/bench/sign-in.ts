import { randomUUID } from 'node:crypto'
import { closeDatabase } from '../../db/client'
import { makeCompany } from '../../db/factories'
import { signIn } from '../../lib/auth/commands'
import { closeHashers } from '../../lib/auth/passwords'
import { executePublic } from '../../lib/operation/run'
import { report, timed } from './measure'

/**
 * Whether the time of a refused sign-in tells why it was refused: interleaved tries of each kind.
 * npx tsx scripts/bench/sign-in.ts [tries of each]
 */
const tries = Number(process.argv[2] ?? 60)
const password = 'correct horse battery staple'
const company = await makeCompany()
const [active, inactive, invited] = [
  await company.user({ password }),
  await company.user({ password, status: 'inactive' }),
  await company.user({ status: 'invited' }),
]

const kinds: Record<string, { company: string; email: string; password: string }> = {
  'wrong password': { company: company.slug, email: active.email, password: 'wrong' },
  'unknown company': { company: 'no-such-company', email: active.email, password },
  'unknown person': { company: company.slug, email: 'nobody@example.com', password },
  inactive: { company: company.slug, email: inactive.email, password },
  invited: { company: company.slug, email: invited.email, password },
}

const times: Record<string, number[]> = {}
for (let round = -2; round < tries; round++) {
  for (const [kind, input] of Object.entries(kinds)) {
    const facts = { requestId: randomUUID(), ip: null, userAgent: null }
    const took = await timed(() => executePublic(signIn, facts, input).catch(() => {}))
    if (round >= 0) (times[kind] ??= []).push(took)
  }
}
report(times)
await closeHashers()
await closeDatabase()
