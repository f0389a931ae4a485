import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grantsBeyond } from '@/lib/groups/reviewed-grants'
import { operations } from '@/lib/registry'
import { afterSplit, requirementsBeforeSplit, openedBy } from '@/testing/before-split'
import { earlierDatabase, migrationTags, type EarlierDatabase } from '@/testing/earlier-version'
import { randomNumbers } from '@/testing/random'

/** The access of everybody is the same before and after migration 15_split_permissions, operation by operation. */

/** The same operations and inputs, with what they demand now. */
const requirementsNow = requirementsBeforeSplit.map(({ operation, input }) => {
  const { permission, alsoRequires } = operations.find(({ name }) => name === operation)!
  const besides = Object.keys(input).length ? alsoRequires!(input) : []
  return { operation, input, permissions: [permission!, ...besides] }
})

const scratch = mkdtempSync(join(tmpdir(), 'console-split-'))
const last = migrationTags[migrationTags.indexOf('0015_split_permissions') - 1]!

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

type Held = Record<string, string[]>

/** What each person's groups grant, or each group does. */
async function heldIn(sql: postgres.Sql, who: 'users' | 'groups'): Promise<Held> {
  const rows =
    who === 'users'
      ? await sql<{ id: string; keys: string[] | null }[]>`
          select u.id, array_agg(distinct p.resource || ':' || p.action) filter (where p.id is not null) as keys
          from users u left join memberships m on m.company_id = u.company_id and m.user_id = u.id
          left join grants g on g.company_id = m.company_id and g.group_id = m.group_id
          left join permissions p on p.company_id = g.company_id and p.id = g.permission_id group by u.company_id, u.id`
      : await sql<{ id: string; keys: string[] | null }[]>`
          select o.id, array_agg(p.resource || ':' || p.action) filter (where p.id is not null) as keys
          from groups o left join grants g on g.company_id = o.company_id and g.group_id = o.id
          left join permissions p on p.company_id = g.company_id and p.id = g.permission_id group by o.company_id, o.id`
  return Object.fromEntries(rows.map(({ id, keys }) => [id, (keys ?? []).toSorted()]))
}

/** Expects that people, each by what they hold, can do what they could, and returns how many can do anything. */
function expectSameAccess(before: Held, after: Held): number {
  expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
  for (const [id, keys] of Object.entries(before)) {
    expect([id, openedBy(after[id]!, requirementsNow)]).toEqual([id, openedBy(keys, requirementsBeforeSplit)])
    expect([id, after[id]]).toEqual([id, afterSplit(keys)])
  }
  return Object.values(before).filter(keys => openedBy(keys, requirementsBeforeSplit).length).length
}

const oldKeys = [...new Set(requirementsBeforeSplit.flatMap(({ permissions }) => permissions))]
const wildcards = [...new Set(oldKeys.map(key => `${key.split(':')[0]}:*`)), '*:*']
const ownKeys = ['staging:deploy', 'staging:*', 'users-app:import']

/**
 * A company as the version before had it: a group for each permission and some for several, people in none to three of them, with
 * an invitation and an import that remember what groups granted. The last group has grown since.
 */
async function fill(sql: postgres.Sql) {
  const company = randomUUID()
  const random = randomNumbers(15).next
  const some = <T>(of: readonly T[], most: number): T[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => of[Math.floor(random() * of.length)]!)
  const keys = [...oldKeys, ...wildcards, ...ownKeys]
  const permissions = keys.map(key => {
    const [resource = '', action = ''] = key.split(':')
    return { company_id: company, id: randomUUID(), resource, action, built_in: !ownKeys.includes(key) }
  })
  const idOf = new Map(keys.map((key, n) => [key, permissions[n]!.id]))
  const groups = [...keys.map(key => [key]), ...Array.from({ length: 20 }, () => [...new Set(some(keys, 5))])].map(
    (grants, n) => ({ id: randomUUID(), name: `Group ${n}`, grants, seen: grants }),
  )
  groups.push({ id: randomUUID(), name: 'Grown', grants: ['staging:deploy', 'users:update'], seen: ['staging:deploy'] })
  const people = [...groups.map(group => [group]), ...Array.from({ length: 80 }, () => [...new Set(some(groups, 3))])]
  const own = { company_id: company }
  await sql`insert into companies ${sql({ id: company, slug: 'generated', name: 'Generated' })}`
  await sql`insert into permissions ${sql(permissions)}`
  await sql`insert into groups ${sql(groups.map(({ id, name }, n) => ({ ...own, id, name, slug: `group-${n}` })))}`
  const grants = groups.flatMap(group =>
    group.grants.map(key => ({ ...own, group_id: group.id, permission_id: idOf.get(key)! })),
  )
  await sql`insert into grants ${sql(grants)}`
  for (const [n, groupsOfPerson] of people.entries()) {
    const user = randomUUID()
    const invited = n < groups.length
    const status = invited ? 'invited' : 'active'
    await sql`insert into users ${sql({ ...own, id: user, name: `P ${n}`, email: `p${n}@example.com`, status })}`
    const memberships = groupsOfPerson.map(group => ({ ...own, group_id: group.id, user_id: user }))
    if (memberships.length) await sql`insert into memberships ${sql(memberships)}`
    if (invited) {
      const { seen } = groupsOfPerson[0]!
      await sql`insert into invitations (company_id, id, user_id, email, token_seed, token_hash, expires_at, granted)
        values (${company}, ${randomUUID()}, ${user}, ${`p${n}@example.com`}, 'x', ${`x${n}`}, now() + interval '1 day', ${seen})`
    }
  }
  const reviewed = groups.map(({ id, name, seen }) => ({ id, name, grants: seen.toSorted() }))
  await sql`insert into imports (company_id, id, created_by, file_name, state, expiry_days, total, groups)
    values (${company}, ${randomUUID()}, ${randomUUID()}, 'people.csv', 'running', 7, 1, ${sql.json(reviewed)})`
}

/** What of present grants is beyond what invitations and imports remember, by group. */
async function grownIn(sql: postgres.Sql): Promise<Record<string, string[][]>> {
  const held = await heldIn(sql, 'groups')
  const invited = await sql<{ group_id: string; granted: string[] }[]>`
    select m.group_id, i.granted from invitations i join memberships m on m.company_id = i.company_id and m.user_id = i.user_id`
  const [row] = await sql<{ groups: { id: string; grants: string[] }[] }[]>`select groups from imports`
  const pinned = [...invited.map(one => ({ id: one.group_id, grants: one.granted })), ...row!.groups]
  const grown: Record<string, string[][]> = {}
  for (const { id, grants } of pinned) grown[id] = [...(grown[id] ?? []), grantsBeyond(grants, held[id]!)]
  return grown
}

describe('In a generated company, with a group for each permission there was', () => {
  let database: EarlierDatabase
  let before: { people: Held; groups: Held; grown: Record<string, string[][]> }
  let after: typeof before

  const look = async () => ({
    people: await heldIn(database.asSuperuser, 'users'),
    groups: await heldIn(database.asSuperuser, 'groups'),
    grown: await grownIn(database.asSuperuser),
  })

  beforeAll(async () => {
    database = await earlierDatabase(last, '', { owner: 'owner who may create roles', scratch })
    await fill(database.asSuperuser)
    before = await look()
    await database.migrate()
    after = await look()
  })

  afterAll(() => database.remove())

  test('everybody can do what they could, and no more, operation by operation', () => {
    expect(expectSameAccess(before.people, after.people)).toBeGreaterThan(80)
  })

  test('every group opens what it opened', () => {
    expect(expectSameAccess(before.groups, after.groups)).toBeGreaterThan(30)
  })

  test('no group has grown for who is invited or imported into it, and one that had still has', () => {
    const grew = (grown: typeof before.grown) =>
      Object.fromEntries(Object.entries(grown).map(([id, of]) => [id, of.map(keys => keys.length > 0)]))
    expect(grew(after.grown)).toEqual(grew(before.grown))
    expect(Object.values(before.grown).filter(of => of.every(keys => keys.length))).toEqual([
      [['users:update'], ['users:update']],
    ])
    expect(Object.values(before.grown).every(of => of.length === 2)).toBe(true)
  })
})

test('In the demo, everybody can do what they could, and no more, operation by operation', async () => {
  const tag = '0007_copied_links'
  const dump = readFileSync(join('db/migrations/fixtures', `${tag}.sql`), 'utf8')
  const database = await earlierDatabase(tag, dump, { owner: 'superuser', scratch })
  try {
    const before = await heldIn(database.asSuperuser, 'users')
    const [alice] = await database.asSuperuser<{ id: string }[]>`select id from users where name = 'Alice Martin'`
    await database.migrate()
    expect(expectSameAccess(before, await heldIn(database.asSuperuser, 'users'))).toBeGreaterThan(3)
    expect(openedBy(before[alice!.id]!, requirementsBeforeSplit)).toHaveLength(requirementsBeforeSplit.length)
  } finally {
    await database.remove()
  }
})

test('A query that draws a page came of one that was there, and demands what that does', () => {
  const pages = requirementsNow.flatMap(({ operation, input, permissions }) => {
    const page = operations.find(({ name }) => name === `${operation}Page`)
    if (!page) return []
    const besides = Object.keys(input).length ? page.alsoRequires!(input) : []
    return [{ operation, was: permissions, is: [page.permission, ...besides] }]
  })
  expect(pages.length).toBeGreaterThan(10)
  for (const { operation, was, is } of pages) expect([operation, is]).toEqual([operation, was])
})

test('A single permission opens less than what it came of', () => {
  for (const [was, now] of [
    ['users:update', ['exemptions.grant', 'users.deactivate', 'users.endSessions', 'users.resetSecondFactor']],
    ['users:invite', ['imports.start']],
    ['settings:update', ['mail.retry', 'security.change']],
  ] as const) {
    const opened = openedBy([was], requirementsNow)
    expect(opened.length).toBeGreaterThan(0)
    for (const name of now) expect(opened).not.toContain(`${name} {}`)
  }
})
