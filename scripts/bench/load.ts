import { setTimeout as wait } from 'node:timers/promises'
import { closeDatabase } from '../../db/client'
import { closeHashWorkers } from '../../lib/passwords/hash'
import { makeCompany } from '../../testing/factories'
import { seedBulk } from '../../testing/seed'
import { ms, report, summary, timed } from './measure'
import { serverAction, type Answer } from './server-action'
import { visitor } from './visitor'

/**
 * The users page for somebody signed in, quiet and while sign-ins are attempted: half of them right, each from an
 * address of its own. Which were answered how, and how soon.
 * Run against a server that is up with TRUSTED_PROXIES=1, with its environment: npx tsx scripts/bench/load.ts [seconds] [sign-ins a second]
 */
const seconds = Number(process.argv[2] ?? 60)
const rate = Number(process.argv[3] ?? 20)
const password = 'correct horse battery staple'
const company = await makeCompany()
const reader = await company.user({ groups: [company.administrators] })
const people = [await company.user({ password }), await company.user({ password }), await company.user({ password })]
await seedBulk({ slug: company.slug, users: 10_000, groups: 20, events: 20_000 })
const { open } = await visitor(company, reader)
const signIn = serverAction('signIn')
const knock = (email: string) => signIn(`/${company.slug}/login`, [company.slug, { email, password }])

/** The page every 200 ms for so long, as somebody who clicks fast. */
async function read(): Promise<number[]> {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    times.push(await timed(() => open(`/${company.slug}/users`)))
    await wait(200)
  }
  return times
}

/** Sent at their moments whether or not the ones before are answered. */
async function signIns(): Promise<{ answer: Answer; took: number }[]> {
  const began = performance.now()
  const sent = Array.from({ length: seconds * rate }, async (_, at) => {
    await wait(began + (at * 1000) / rate - performance.now())
    const email = at % 2 ? people[(at >> 1) % people.length]!.email : `nobody-${at}@example.com`
    let answer!: Answer
    const took = await timed(async () => {
      answer = await knock(email)
    })
    return { answer, took }
  })
  return Promise.all(sent)
}

for (let warm = 0; warm < 20; warm++) await open(`/${company.slug}/users`)
await knock(people[0]!.email)
const quiet = await read()
const [loaded, answered] = await Promise.all([read(), signIns()])

report({ 'users page, quiet': quiet, 'users page, under load': loaded })
process.stdout.write(`p95 × ${(summary(loaded).p95 / summary(quiet).p95).toFixed(2)}\n\n`)
for (const status of new Set(answered.map(({ answer }) => answer.status))) {
  const group = answered.filter(({ answer }) => answer.status === status)
  const { median, p95 } = summary(group.map(({ took }) => took))
  const slowest = Math.max(...group.map(({ took }) => took))
  const hinted = group.filter(({ answer }) => answer.retryAfter).length
  process.stdout.write(
    `${status}: ${group.length} answers, median ${ms(median)}, p95 ${ms(p95)}, slowest ${ms(slowest)}, ${hinted} with Retry-After\n`,
  )
}
await closeHashWorkers()
await closeDatabase()
