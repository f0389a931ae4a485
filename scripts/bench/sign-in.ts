import { sql } from 'drizzle-orm'
import { closeDatabase } from '../../db/client'
import { makeCompany } from '../../db/factories'
import { inCompany } from '../../db/scope'
import { closeHashers } from '../../lib/auth/passwords'
import { personKey } from '../../lib/auth/throttle'
import { door, type Credentials } from './door'
import { report, timed } from './measure'

/**
 * Whether the time of a refused sign-in tells why it was refused: interleaved tries of each kind, in an order that turns.
 * Run against a server that is up with TRUSTED_PROXIES=1, with its environment: npx tsx scripts/bench/sign-in.ts [tries of each]
 */
const tries = Number(process.argv[2] ?? 60)
const password = 'correct horse battery staple'
const company = await makeCompany()
const [active, inactive, invited, throttled] = [
  await company.user({ password }),
  await company.user({ password, status: 'inactive' }),
  await company.user({ status: 'invited' }),
  await company.user({ password }),
]
const waits = personKey('password', throttled.id)
const knock = door()

const kinds: Record<string, Credentials> = {
  'wrong password': { company: company.slug, email: active.email, password: 'wrong' },
  'unknown company': { company: 'no-such-company', email: active.email, password },
  'unknown person': { company: company.slug, email: 'nobody@example.com', password },
  inactive: { company: company.slug, email: inactive.email, password },
  invited: { company: company.slug, email: invited.email, password },
  throttled: { company: company.slug, email: throttled.email, password },
}

await inCompany(company.id, ({ tx }) =>
  tx.execute(sql`insert into throttles (company_id, key, failures, blocked_until) values (${company.id}, ${waits}, 20, now() + interval '3 hours')`),
)
const names = Object.keys(kinds)
const times: Record<string, number[]> = {}
for (let round = -3; round < tries; round++) {
  // Only who is meant to wait does.
  await inCompany(company.id, ({ tx }) => tx.execute(sql`delete from throttles where key <> ${waits}`))
  for (let turn = 0; turn < names.length; turn++) {
    const kind = names[(turn + Math.max(round, 0)) % names.length]!
    const took = await timed(async () => {
      const { status } = await knock(kinds[kind]!)
      if (status !== 401) throw new Error(`${kind}: ${status}`)
    })
    if (round >= 0) (times[kind] ??= []).push(took)
  }
}
report(Object.fromEntries(names.map(name => [name, times[name]!])))
await closeHashers()
await closeDatabase()
