import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { AppError } from '@/lib/kernel/errors'
import { makeCompany } from '@/testing/factories'
import { client } from './client'
import { inCompany } from './scope'

test('A queue that is too long refuses its end, and nobody who came later', async () => {
  const company = await makeCompany()
  const before = client()
  const slow = (n: number) =>
    inCompany(company.id, async ({ tx, companyId }) => {
      await tx.execute(
        sql`insert into groups (company_id, id, name, name_key, slug) values (${companyId}, gen_random_uuid(), ${`Slow ${n}`}, ${`slow ${n}`}, ${`slow-${n}`})`,
      )
      await tx.execute(sql`select pg_sleep(0.5)`)
    })
  // One connection, so a flood of 15 s; the deadline is 10 s.
  const flood = Promise.allSettled(Array.from({ length: 30 }, (_, n) => slow(n)))
  await wait(2000)
  const [row] = await inCompany(company.id, ({ tx }) => tx.execute<{ one: number }>(sql`select 1 as one`))
  expect(row).toEqual({ one: 1 })
  const outcomes = await flood
  const refused = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason as AppError] : []))
  expect(refused.length).toBeGreaterThan(5)
  expect(new Set(refused.map(error => error.code))).toEqual(new Set(['unavailable']))
  // Who was told no was not done either.
  const [stored] = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ count: number }>(sql`select count(*)::int as count from groups where slug like 'slow-%'`),
  )
  expect(stored?.count).toBe(outcomes.length - refused.length)
  expect(client()).toBe(before)
})
