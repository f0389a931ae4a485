import { randomInt, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { closeDatabase } from '../../db/client'
import { inCompany } from '../../db/scope'
import type { PublicOperation } from '../../lib/operation/define'
import { executePublic } from '../../lib/operation/run'
import { closeHashWorkers } from '../../lib/passwords/hash'
import { publicOperations } from '../../lib/registry'
import { personKey } from '../../lib/throttling/throttle'
import { makeCompany } from '../../testing/factories'
import { publicSamples } from '../../testing/samples'
import { ms, summary, timed } from './measure'

/**
 * Whether the time of an answer tells what nobody is told: interleaved tries of every public operation, at a company that
 * exists and at one that does not, and of refused sign-ins by why they were refused. AUC is the share of pairs in which
 * the one takes longer than the other: 0.5 where nobody can tell.
 * npx tsx scripts/bench/timing.ts [tries of each] [part of a name]
 */
const tries = Number(process.argv[2] ?? 500)
const wanted = process.argv[3] ?? ''
const company = await makeCompany()
const password = 'correct horse battery staple'

/** Fewer than there are connections to the database: who waits for one is not measured. */
const AT_ONCE = 5

/** Each from a network of its own: what is measured is the work, and not the wait of who asks too often. */
const facts = () => ({
  requestId: randomUUID(),
  ip: `10.${randomInt(256)}.${randomInt(256)}.1`,
  userAgent: null,
  sessions: [],
})

const run = (operation: PublicOperation, input: Record<string, unknown>) =>
  timed(() => executePublic(operation, facts(), input).catch(() => {}))

function auc(one: number[], other: number[]): number {
  const sorted = other.toSorted((a, b) => a - b)
  const below = (time: number) => {
    let [from, to] = [0, sorted.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if (sorted[middle]! < time) from = middle + 1
      else to = middle
    }
    return from
  }
  return one.reduce((sum, time) => sum + below(time), 0) / (one.length * other.length)
}

function report(name: string, one: number[], other: number[]): void {
  const figures = [one, other]
    .map(times => `${ms(summary(times).median)} (p95 ${ms(summary(times).p95)})`)
    .join(' against ')
  process.stdout.write(`${name.padEnd(44)} AUC ${auc(one, other).toFixed(3)}   ${figures}\n`)
}

async function compare(name: string, one: () => Promise<number>, other: () => Promise<number>): Promise<void> {
  if (!name.includes(wanted)) return
  const times: [number[], number[]] = [[], []]
  const pair = async (round: number): Promise<void> => {
    // Either goes first as often as the other.
    for (const at of round % 2 ? [0, 1] : [1, 0]) {
      const took = await (at ? other : one)()
      if (round >= 0) times[at]!.push(took)
    }
  }
  // What hashes has the threads to itself; of the others, several are under way at once.
  const atOnce = name.startsWith('signIn.withPassword') ? 1 : AT_ONCE
  for (let round = -atOnce; round < tries; round += atOnce)
    await Promise.all(Array.from({ length: atOnce }, (_, at) => pair(round + at)))
  report(name, ...times)
  // Nobody waits in the next comparison for what was tried in this one.
  await inCompany(company.id, ({ tx }) =>
    tx.execute(sql`delete from throttles where blocked_until is distinct from 'infinity'`),
  )
}

for (const operation of publicOperations) {
  const sample = publicSamples[operation.name]!
  const at = (slug: string) => () => run(operation, { ...sample(), company: slug })
  await compare(operation.name, at(company.slug), at('no-such-company'))
}

const signIn = publicOperations.find(({ name }) => name === 'signIn.withPassword')!
const enter =
  (email: string, slug = company.slug, given = password) =>
  () =>
    run(signIn, { company: slug, email, password: given })
const person = async (status: 'active' | 'inactive' | 'invited' = 'active') =>
  (await company.user({ status, ...(status !== 'invited' && { password }) })).email
const throttled = await company.user({ password })
await inCompany(company.id, ({ tx }) =>
  tx.execute(
    sql`insert into throttles (company_id, key, failures, blocked_until) values (${company.id}, ${personKey('password', throttled.id)}, 100, 'infinity')`,
  ),
)
/** Somebody else each time, for whoever fails five times waits. */
const somebody = Array.from({ length: Math.ceil((tries + 10) / 4) }, () => person())
let turn = 0
const wrong = async () => enter(await somebody[turn++ % somebody.length]!, company.slug, 'guessed')()

await compare('signIn.withPassword, wrong password / no company', wrong, enter('nobody@x.example', 'no-such-company'))
await compare('signIn.withPassword, wrong password / no person', wrong, enter('nobody@x.example'))
await compare(
  'signIn.withPassword, inactive / no company',
  enter(await person('inactive')),
  enter('nobody@x.example', 'no-such-company'),
)
await compare(
  'signIn.withPassword, invited / no company',
  enter(await person('invited')),
  enter('nobody@x.example', 'no-such-company'),
)
await compare(
  'signIn.withPassword, throttled / no company',
  enter(throttled.email),
  enter('nobody@x.example', 'no-such-company'),
)
const requestReset = publicOperations.find(({ name }) => name === 'passwordReset.request')!
const requestCode = publicOperations.find(({ name }) => name === 'signInCode.request')!
const active = await person()
await inCompany(company.id, ({ tx }) =>
  tx.execute(sql`update companies set security = '{"signIn": {"emailCode": true}}'`),
)
for (const [operation, more] of [
  [requestReset, {}],
  [requestCode, { browser: 'x' }],
] as const) {
  await compare(
    `${operation.name}, somebody / no company`,
    () => run(operation, { company: company.slug, email: active, ...more }),
    () => run(operation, { company: 'no-such-company', email: active, ...more }),
  )
}
await closeHashWorkers()
await closeDatabase()
