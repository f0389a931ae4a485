import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { coversSql, holdingsAt, holdingsNow, permissionKeySql, permissionRows, statusesAt } from '@/db/holdings'
import { can } from '@/lib/operation/can'
import { makeCompany } from '@/testing/factories'
import { HoldingsHistory } from '@/testing/holdings-history'
import { actions, listAllowed, everyKey, openedByKey, resources } from '@/testing/holdings-model'
import { randomNumbers } from '@/testing/random'
import { inCompany, inCompanyInBulk, type CompanyScope } from './scope'

/** In the name of the test; set it to see a failure again. */
const seed = Number(process.env.HOLDINGS_SEED ?? 23)

const [h, wanted] = [sql`h`, sql`wanted`]

/** Keys by person, as SQL finds them. */
async function keysByPerson({ tx }: CompanyScope, holdings: ReturnType<typeof holdingsNow>) {
  const rows = await tx.execute<{ user_id: string; keys: string[]; at: string }>(sql`
    select h.user_id, array_agg(distinct ${permissionKeySql(h)}) as keys, to_json(statement_timestamp()) as at
    from ${holdings} h group by h.user_id`)
  return rows
}

/** All that people may do, as SQL works it out: of every pair, whom something covers. */
async function listAllowedPerson({ tx }: CompanyScope, holdings: ReturnType<typeof holdingsNow>) {
  const rows = await tx.execute<{ user_id: string; allowed: string[] }>(sql`
    select h.user_id, array_agg(distinct ${permissionKeySql(wanted)}) as allowed
    from ${holdings} h join ${permissionRows(everyKey)} wanted on ${coversSql(h, wanted)} group by h.user_id`)
  return new Map([...rows].map(row => [row.user_id, new Set(row.allowed)]))
}

test('One permission covers another as can() says, over all pairs, and as listing all that it opens does', async () => {
  const company = await makeCompany()
  const rows = await inCompany(company.id, ({ tx }) =>
    tx.execute<{ held: string; wanted: string; covered: boolean }>(sql`
      select ${permissionKeySql(h)} as held, ${permissionKeySql(wanted)} as wanted, ${coversSql(h, wanted)} as covered
      from ${permissionRows(everyKey)} h cross join ${permissionRows(everyKey)} wanted`),
  )
  expect(rows.length).toBe((resources.length * actions.length) ** 2)
  for (const { held, wanted: asked, covered } of rows) {
    const listed = openedByKey.get(held)!.has(asked)
    expect([held, asked, covered, can({ permissions: [held] }, asked)]).toEqual([held, asked, listed, listed])
  }
})

const CHANGES = 2000
const GROUPS = 20
const PEOPLE = 60

const sorted = (keys: Iterable<string>): string[] => [...keys].sort()

describe(`Who holds what, in a history of ${CHANGES} changes with starts, ends, wildcards and deletions (HOLDINGS_SEED=${seed})`, () => {
  test('is at every moment what looking at everything finds, in the present and as of then', async () => {
    const company = await makeCompany()
    const random = randomNumbers(seed)
    const history = new HoldingsHistory(company.id, random)
    const { model, moments } = history
    for (let n = 0; n < GROUPS; n++) await history.addGroup()
    for (let n = 0; n < PEOPLE; n++) await history.addPerson()
    for (let n = 0; n < 12; n++) await history.addPermission()
    let cases = 0
    /** Where can(), or SQL, says something else: the person, the change, what was asked for, and both answers. */
    const wrong: unknown[][] = []

    /** Every person there is or was, with every pair, at a moment after a change. */
    const compare = (
      found: Map<string, Set<string>>,
      allowed: Map<string, Set<string>>,
      change: number,
      at: number,
    ) => {
      const held = model.heldAt(change, at)
      for (const person of model.statuses.keys()) {
        const keys = sorted(held.get(person) ?? [])
        expect([person, change, sorted(found.get(person) ?? [])]).toEqual([person, change, keys])
        const may = listAllowed(keys)
        for (const key of everyKey) {
          const answers = [can({ permissions: keys }, key), allowed.get(person)?.has(key) ?? false]
          if (answers.some(answer => answer !== may.has(key))) wrong.push([person, change, key, ...answers])
          cases++
        }
      }
    }

    while (history.change < CHANGES) {
      await history.go()
      if (history.change % 50) continue
      // The present, while it is one. An end may pass between two statements, so it is the time of the statement that counts.
      const rows = await inCompany(company.id, scope => keysByPerson(scope, holdingsNow(company.id)))
      const at = rows[0] ? new Date(rows[0].at).getTime() : 0
      const held = model.heldAt(history.change - 1, at)
      expect([...rows].map(row => [row.user_id, sorted(row.keys)]).sort()).toEqual(
        [...held].map(([person, keys]) => [person, sorted(keys)]).sort(),
      )
    }
    expect(history.gone.length).toBeGreaterThan(100)

    const seen = Array.from({ length: 100 }, () => random.below(moments.length))
    await inCompanyInBulk(company.id, async scope => {
      for (const change of seen) {
        const at = moments[change]!
        const holdings = holdingsAt(company.id, new Date(at))
        const found = new Map((await keysByPerson(scope, holdings)).map(row => [row.user_id, new Set(row.keys)]))
        compare(found, await listAllowedPerson(scope, holdings), change, at)
        const statuses = await scope.tx.execute<{ user_id: string; status: string }>(
          sql`select user_id, status from ${statusesAt(company.id, new Date(at))} s`,
        )
        const modelled = [...model.statuses].map(([id, values]) => [id, model.valueAt(values, change)])
        expect([...statuses].map(row => [row.user_id, row.status]).sort()).toEqual(
          modelled.filter(([, status]) => status).sort(),
        )
        const names = await scope.tx.execute<{ group_id: string; name: string }>(sql`
          select group_id, name from group_names where company_id = ${company.id} and group_id <> ${company.administrators.id}
            and valid_from <= ${new Date(at).toISOString()}::timestamptz
            and (ended_at is null or ${new Date(at).toISOString()}::timestamptz < ended_at)`)
        expect([...names].map(row => [row.group_id, row.name]).sort()).toEqual(
          [...model.names]
            .map(([id, values]) => [id, model.valueAt(values, change)])
            .filter(([, name]) => name)
            .sort(),
        )
      }
    })
    expect(wrong).toEqual([])
    expect(cases).toBeGreaterThan(100_000)
  }, 120_000)
})
