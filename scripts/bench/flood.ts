import { fork } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { closeDatabase } from '../../db/client'
import { closeHashWorkers } from '../../lib/passwords/hash'
import { makeCompany } from '../../testing/factories'
import { ms, summary, timed } from './measure'
import { serverAction, type Answer } from './server-action'
import { visitor } from './visitor'

/**
 * Who can still sign in while others flood the sign-in page: Alice on a device that she used before, Bob on a new one, from
 * networks of their own, and what a page takes meanwhile. The flood comes from so many addresses in at most 8 networks,
 * 20 at once from each (400 at the most), at a company that exists and at one that does not.
 * Run against a server that is up with TRUSTED_PROXIES=1, with its environment: npx tsx scripts/bench/flood.ts [seconds] [addresses,…]
 */
const PASSWORD = 'correct horse battery staple'
const [mode, ...args] = process.argv.slice(2)
if (mode === 'as-flood') await flood(args[0]!, Number(args[1]), Number(args[2]))
else await measure(Number(mode ?? 30), (args[0] ?? '2,20,200').split(',').map(Number))

async function measure(seconds: number, sizes: number[]): Promise<void> {
  const signIn = serverAction('signIn')
  for (const addresses of sizes) {
    for (const known of [false, true]) {
      const company = await makeCompany()
      const [reader, alice, bob] = [
        await company.user({ groups: [company.administrators] }),
        await company.user({ password: PASSWORD }),
        await company.user({ password: PASSWORD }),
      ]
      const path = `/${company.slug}/login`
      const enter = ({ email }: { email: string }, ip: string, cookie?: string) =>
        signIn(path, [company.slug, { email, password: PASSWORD }], { ip, cookie })
      const aliceKnown = (await enter(alice, '192.0.2.10')).cookies.join('; ')
      const { open } = await visitor(company, reader)
      for (let warm = 0; warm < 20; warm++) await open(`/${company.slug}/users`)
      // What a page takes while people sign in, without a flood.
      const soon = Date.now() + 8_000
      const [quiet] = await Promise.all([
        pages(open, company.slug, 8),
        repeated(() => enter(alice, '192.0.2.10', aliceKnown), soon),
        repeated(() => enter(bob, '198.51.100.10'), soon),
      ])
      const until = Date.now() + seconds * 1000
      const flooding = fork(
        fileURLToPath(import.meta.url),
        ['as-flood', known ? company.slug : 'no-such-company', String(addresses), String(seconds + 2)],
        { execArgv: ['--import', 'tsx'] },
      )
      await new Promise(resolve => flooding.once('message', resolve))
      const [ofAlice, ofBob, loaded, said] = await Promise.all([
        repeated(() => enter(alice, '192.0.2.10', aliceKnown), until),
        repeated(() => enter(bob, '198.51.100.10'), until),
        pages(open, company.slug, seconds),
        new Promise<string>(resolve => flooding.once('message', message => resolve(String(message)))),
      ])
      process.stdout.write(`\n${addresses} addresses at ${known ? 'a known' : 'an unknown'} company\n`)
      say('Alice', ofAlice)
      say('Bob', ofBob)
      process.stdout.write(
        `  users page: p95 ${ms(summary(quiet).p95)} → ${ms(summary(loaded).p95)}, × ${(summary(loaded).p95 / summary(quiet).p95).toFixed(2)}, longest ${ms(Math.max(...loaded))}\n`,
      )
      process.stdout.write(`  the flood: ${said}\n`)
    }
  }
  await closeHashWorkers()
  await closeDatabase()
}

function say(who: string, answers: Answer[]): void {
  const good = answers.filter(({ status }) => status === 200)
  const { median, p95 } = summary(good.map(({ took }) => took))
  process.stdout.write(
    `  ${who}: ${good.length} of ${answers.length} signed in, median ${ms(median)}, p95 ${ms(p95)}, longest of all ${ms(Math.max(...answers.map(({ took }) => took)))}\n`,
  )
}

async function repeated(work: () => Promise<Answer>, until: number): Promise<Answer[]> {
  const answers: Answer[] = []
  while (Date.now() < until) {
    answers.push(await work())
    await wait(200)
  }
  return answers
}

async function pages(open: (path: string) => Promise<void>, slug: string, seconds: number): Promise<number[]> {
  const times: number[] = []
  const until = Date.now() + seconds * 1000
  while (Date.now() < until) {
    times.push(await timed(() => open(`/${slug}/users`)))
    await wait(100)
  }
  return times
}

/** A process of its own, so that what it costs to send is not measured with what it costs to answer. */
async function flood(slug: string, addresses: number, seconds: number): Promise<void> {
  const signIn = serverAction('signIn')
  const until = Date.now() + seconds * 1000
  const parallel = Math.min(400, addresses * 20)
  const counts = new Map<number, number>()
  const times: number[] = []
  process.send!('begun')
  await Promise.all(
    Array.from({ length: parallel }, async (_, at) => {
      const number = at % addresses
      const ip = `203.0.${number % 8}.${1 + Math.floor(number / 8)}`
      for (let turn = 0; Date.now() < until; turn++) {
        const { status, took } = await signIn(
          `/${slug}/login`,
          [slug, { email: `guess-${at}-${turn}@x.example`, password: 'guessed' }],
          { ip },
        )
        counts.set(status, (counts.get(status) ?? 0) + 1)
        times.push(took)
      }
    }),
  )
  const { median, p95 } = summary(times)
  const statuses = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
  process.send!(`${statuses}; median ${ms(median)}, p95 ${ms(p95)}, longest ${ms(Math.max(...times))}`)
  process.disconnect()
}
