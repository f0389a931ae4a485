import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { auditEventsIn } from '@/db/repositories/audit-events'
import { inCompany } from '@/db/scope'
import { createGroup } from '@/lib/groups/commands'
import { viewGroup } from '@/lib/groups/queries'
import { makeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { listAuditEvents, listAuditEventsPage } from './queries'

/** Two people called Zoe and somebody else, on every side of 150 events: of each other, of themselves, of neither. */
async function companyWithEvents() {
  const company = await makeCompany()
  const reader = await company.user({ name: 'Reader', can: ['audit:read'] })
  const [abe, brown, carl] = [
    await company.user({ name: 'Zoe Abe' }),
    await company.user({ name: 'Brown, Zoë' }),
    await company.user({ name: 'Carl Cook' }),
  ]
  const people = [abe.id, brown.id, carl.id]
  await inCompany(company.id, scope =>
    auditEventsIn(scope).insert(
      Array.from({ length: 150 }, (_, n) => ({
        id: uuidv7(),
        event: n % 2 ? 'group.member_added' : 'session.started',
        kind: n % 2 ? ('change' as const) : ('sign-in' as const),
        outcome: 'succeeded' as const,
        operation: 'made',
        requestId: 'made',
        actorKind: 'user' as const,
        actorId: people[n % 3]!,
        targetType: 'user' as const,
        targetId: people[Math.floor(n / 3) % 3]!,
        data: n % 2 ? { group: { id: uuidv7(), name: 'Made' } } : {},
      })),
    ),
  )
  const ids = async (where: ReturnType<typeof sql>): Promise<string[]> => {
    const rows = await inCompany(company.id, ({ tx }) =>
      tx.execute<{ id: string }>(sql`select id from audit_events where ${where} order by id desc`),
    )
    return rows.map(({ id }) => id)
  }
  return { as: await signedIn(company, reader), ids, abe, brown, carl }
}

describe('Events of a person', () => {
  test.each([
    ['by two words', 'zoe abe', ['abe']],
    ['by one, of all who have it', 'zoe', ['abe', 'brown']],
    ['by id', undefined, ['carl']],
  ] as const)('%s are those of either side, page by page and back', async (_, words, who) => {
    const { as, ids, ...people } = await companyWithEvents()
    const theirs = sql`array[${sql.join(
      who.map(one => sql`${people[one].id}::uuid`),
      sql`, `,
    )}]`
    for (const kind of [undefined, 'change'] as const) {
      const expected = await ids(
        sql`(actor_id = any(${theirs}) or target_id = any(${theirs})) ${kind ? sql`and kind = ${kind}` : sql``}`,
      )
      const person = words ?? people[who[0]].id
      const pages = []
      let cursor: string | undefined
      do {
        const page = await as.does(listAuditEvents, { person, kind, cursor })
        pages.push(page)
        cursor = page.next
      } while (cursor)
      expect(pages.flatMap(({ events }) => events.map(({ id }) => id))).toEqual(expected)
      if (pages.length < 2) continue
      const back = await as.does(listAuditEvents, { person, kind, cursor: pages[1]!.previous })
      expect(back.events).toEqual(pages[0]!.events)
    }
  })
})

test('One event is read by its id, and one of another company is not there', async () => {
  const { as, ids } = await companyWithEvents()
  const [id = ''] = await ids(sql`event = 'session.started'`)
  expect((await as.does(listAuditEvents, { id })).events).toMatchObject([{ id, event: 'session.started' }])
  const [seen = ''] = await ids(sql`event = 'audit.viewed'`)
  expect((await as.does(listAuditEvents, { id: seen })).events).toMatchObject([
    { event: 'audit.viewed', data: { filters: { id }, shown: 1 } },
  ])

  const elsewhere = await companyWithEvents()
  expect((await elsewhere.as.does(listAuditEvents, { id })).events).toEqual([])
})

describe('The page of the log', () => {
  test('opens without reads and says how many there are; who asks for them, or by name, sees them', async () => {
    const company = await makeCompany()
    const asReader = await signedIn(company, await company.user({ can: ['audit:read', 'groups:create'] }))
    await asReader.does(createGroup, { name: 'Finance', slug: 'finance', description: '' })
    const names = async (input: { reads?: 'shown'; kind?: 'read'; event?: 'audit.viewed' }) =>
      (await asReader.does(listAuditEventsPage, input)).events.map(({ event }) => event)
    expect(await names({})).toEqual(['group.created'])
    expect(await asReader.does(listAuditEventsPage, {})).toMatchObject({ readsHidden: true, reads: 1 })
    expect(await names({ reads: 'shown' })).toEqual(['audit.viewed', 'audit.viewed', 'group.created'])
    expect((await names({ kind: 'read' })).every(event => event === 'audit.viewed')).toBe(true)
    expect(await names({ event: 'audit.viewed' })).toHaveLength(4)
    // Programs get all unless they say otherwise.
    expect((await asReader.does(listAuditEvents, {})).events).toHaveLength(6)
    expect((await asReader.does(listAuditEvents, { reads: 'hidden' })).events).toHaveLength(1)
  })

  test('hides reads among what happened to somebody or something too', async () => {
    const company = await makeCompany()
    const asReader = await signedIn(
      company,
      await company.user({ can: ['audit:read', 'groups:create', 'groups:read'] }),
    )
    const { id } = await asReader.does(createGroup, { name: 'Finance', slug: 'finance', description: '' })
    await asReader.does(viewGroup, { groupId: id })
    const seen = async (reads?: 'shown') =>
      (await asReader.does(listAuditEventsPage, { target: id, reads })).events.map(({ event }) => event)
    expect(await seen()).toEqual(['group.created'])
    expect(await seen('shown')).toEqual(['group.viewed', 'group.created'])
  })
})
