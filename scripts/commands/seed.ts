import { type Command, options, type Progress, UsageError, wholeNumber } from '../lib/command'
import { loadEnvironment, migrateDatabase, openDatabase } from '../lib/environment'

const help = `Fills a company with believable people, groups and history, for demonstrations and measurements.

  npm run console -- seed --company SLUG [--users N] [--groups N] [--events N]
  npm run console -- seed --demo

  --company SLUG   the company, which must be there (company create makes one)
  --users N        how many people (default 1000, at most 1000000)
  --groups N       how many groups (default 20, at most 10000)
  --events N       how many audit events (default 10000, at most 10000000)
  --demo           the demo companies acme-corp, with a year behind it, and globex instead, unless they are there`

export const seed: Command = {
  name: 'seed',
  summary: 'fill a company with believable data',
  help,
  async run(args, life, progress) {
    const given = options(args, {
      company: { type: 'string' },
      users: { type: 'string', default: '1000' },
      groups: { type: 'string', default: '20' },
      events: { type: 'string', default: '10000' },
      demo: { type: 'boolean', default: false },
    })
    const amounts = {
      users: wholeNumber('users', given.users, 1_000_000),
      groups: wholeNumber('groups', given.groups, 10_000),
      events: wholeNumber('events', given.events, 10_000_000),
    }
    if (!given.company && !given.demo) throw new UsageError('Name the company with --company SLUG.')
    await openDatabase(loadEnvironment(), life)
    await migrateDatabase()
    await sow(given.demo ? undefined : given.company, amounts, progress)
  },
}

async function sow(
  slug: string | undefined,
  amounts: { users: number; groups: number; events: number },
  progress: Progress,
): Promise<void> {
  const { seedBulk, seedDemo } = await import('@/testing/seed')
  if (slug === undefined) {
    console.log((await seedDemo({ life: true })) ? 'Created the demo companies.' : 'The demo companies already exist.')
    return
  }
  const began = performance.now()
  const say = (sentence: string) => {
    progress.did(sentence.split(' ').at(-1)!, sentence)
    console.log(sentence)
  }
  await seedBulk({ slug, ...amounts, say })
  console.log(`Done in ${((performance.now() - began) / 1000).toFixed(1)} s.`)
}
