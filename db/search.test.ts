import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { searchedWords, wordsOf, nameKey } from '@/lib/kernel/fold'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { decodeCursor, pageOf } from './keyset'
import { auditEventsIn } from './repositories/audit-events'
import { groupListIn } from './repositories/group-list'
import { groupsIn } from './repositories/groups'
import { invitationsIn } from './repositories/invitations'
import { membershipsIn } from './repositories/memberships'
import { userListIn } from './repositories/user-list'
import { usersIn } from './repositories/users'
import { inCompany } from './scope'
import { searchBounds } from './search'

/** Ways that a statement takes by how many have a word; all of them have to find the same. */
const ways = {
  'by its words': { rows: 5000, list: 500, several: 10_000, asked: 300, first: 25000, steps: 0 },
  'by its words, each asked for the others': {
    rows: 5000,
    list: 500,
    several: 10_000,
    asked: 10_000,
    first: 25000,
    steps: 0,
  },
  'by a part of the list': { rows: 0, list: 500, several: 0, asked: 0, first: 25000, steps: 0 },
  'by everybody with a word': { rows: 0, list: 0, several: 0, asked: 0, first: 0, steps: 0 },
  'by a bit of each': { rows: 6, list: 9, several: 12, asked: 3, first: 12, steps: 2 },
  'by leaps from word to word': { rows: 0, list: 0, several: 0, asked: 300, first: 40, steps: 1000 },
  'by a few leaps': { rows: 6, list: 9, several: 12, asked: 60, first: 90, steps: 20 },
}

const set = ({ rows, list, several, asked, first, steps }: (typeof ways)[keyof typeof ways]): void => {
  Object.assign(searchBounds.byKey, { rows, list })
  Object.assign(searchBounds.otherwise, { rows, list })
  Object.assign(searchBounds, { several, asked, first, steps })
}

const first = ['Zoë', 'Zoey', 'Ada', 'Adam', 'Łukasz', 'Élodie', 'Eva', 'Ömer']
const last = ['Schmidt', 'Schmied', 'Παπαδόπουλος', 'O’Neil', 'Straße', 'de la Cruz', 'Ada']
const titles = ['Recruiter', 'Tech Lead', null]

interface Person {
  id: string
  name: string
  email: string
  title: string | null
}

let company: MadeCompany
const people: Person[] = []

beforeAll(async () => {
  company = await makeCompany()
  await inCompany(company.id, async scope => {
    for (let n = 0; n < 120; n++) {
      const name = `${first[n % first.length]!} ${last[n % last.length]!}`
      const title = titles[n % titles.length]!
      const made = await usersIn(scope).insert({
        name,
        title,
        email: `p.${n % 11}.${n}@example.com`,
        status: n % 4 ? 'active' : 'inactive',
      })
      people.push({ id: made.id, name, title, email: made.email })
      await groupsIn(scope).insert({ name: `${name} ${n}`, slug: `team-${n}`, description: title ?? '' })
    }
  })
}, 60_000)

afterEach(() => set(ways['by its words']))

/** What is to be found, without the database. */
const found = (typed: string) =>
  people
    .filter(({ name, email, title }) => {
      const words = wordsOf(name, email, title)
      const typedWords = searchedWords(typed)
      return typedWords.length > 0 && typedWords.every(begin => words.some(word => word.startsWith(begin)))
    })
    .toSorted((one, other) => {
      const [a, b] = [nameKey(one.name), nameKey(other.name)]
      return Buffer.compare(Buffer.from(a), Buffer.from(b)) || (one.id < other.id ? -1 : 1)
    })
    .map(({ id }) => id)

const queries = [
  'zoe schmidt',
  'SCHMIDT Zoë',
  'lukasz',
  'ŁUKASZ',
  'ΠΑΠΑΔΟΠΟΥΛΟΣ',
  'παπαδόπουλος eva',
  'recruiter',
  'tech lead zo',
  'strasse',
  'STRASSE',
  'ada',
  'ada ada',
  'a',
  'e s',
  'p 3 recruiter ada',
  'nobody',
  'choe',
  '%',
  "' or 1=1 --",
]

/** All of the list, three to a page. */
async function pages(q: string, { by = 'name', descending = false, ...filter }: Record<string, unknown> = {}) {
  const ids: string[] = []
  let next: string | undefined
  do {
    const cursor = decodeCursor(next)
    const order = { by: by as 'name', descending: descending as boolean, cursor }
    const rows = await inCompany(company.id, scope => userListIn(scope).page({ q, ...filter }, order, 7))
    const page = pageOf(rows, 7, cursor, row => (by === 'email' ? row.emailKey : row.nameKey))
    ids.push(...page.rows.map(({ id }) => id))
    next = page.next
  } while (next)
  return ids
}

describe.each(Object.entries(ways))('A list that is searched %s', (_, way) => {
  test.each(queries)('has those with words that begin as those of %j, in its order', async q => {
    set(way)
    const expected = found(q)
    expect(await pages(q)).toEqual(expected)
    expect(await pages(q, { descending: true })).toEqual(expected.toReversed())
    const counted = await inCompany(company.id, scope => userListIn(scope).matchingCount({ q }, 500))
    expect(counted).toEqual([{ count: expected.length }])
    const few = await inCompany(company.id, scope => userListIn(scope).matchingCount({ q }, 4))
    expect(few).toEqual([{ count: Math.min(expected.length, 4) }])
  })

  test('has them in another order, and filtered', async () => {
    set(way)
    const email = new Map(people.map(one => [one.id, one.email]))
    const active = new Set(people.filter((_one, n) => n % 4).map(({ id }) => id))
    for (const q of ['zoe', 'a', 'recruiter ada']) {
      const byEmail = found(q).toSorted((one, other) => (email.get(one)! < email.get(other)! ? -1 : 1))
      expect(await pages(q, { by: 'email' })).toEqual(byEmail)
      expect(await pages(q, { status: 'active' })).toEqual(found(q).filter(id => active.has(id)))
      const counted = await inCompany(company.id, scope =>
        userListIn(scope).matchingCount({ q, status: 'active' }, 500),
      )
      expect(counted).toEqual([{ count: found(q).filter(id => active.has(id)).length }])
    }
  })

  test('finds groups, candidates and people of the log by the same words', async () => {
    set(way)
    const byName = { by: 'name', descending: false, cursor: undefined } as const
    const { id: groupId } = (
      await inCompany(company.id, scope => groupListIn(scope).list({ q: 'team 7' }, byName, 5))
    )[0]!
    const [in1] = found('zoe schmidt')
    await inCompany(company.id, scope =>
      membershipsIn(scope).add([{ groupId, userId: in1!, via: 'by_hand', by: null }]),
    )
    const candidates = await inCompany(company.id, scope => membershipsIn(scope).candidates(groupId, 'zoe schmidt', 50))
    expect(candidates.map(({ id }) => id)).toEqual(found('zoe schmidt').slice(1))
    const groups = await inCompany(company.id, scope => groupListIn(scope).list({ q: 'recr schmied' }, byName, 50))
    expect(groups.length).toBe(people.filter(one => /Schmied/.test(one.name) && one.title === 'Recruiter').length)
    const log = await inCompany(company.id, scope => auditEventsIn(scope).list({ person: 'zoe' }, 5))
    expect(log).toEqual([])
    await inCompany(company.id, scope => membershipsIn(scope).remove(groupId, [in1!], { via: 'by_hand', by: null }))
  })
})

test('Invitations are found by their address, also once cancelled, and by the name of their person', async () => {
  const other = await makeCompany()
  const ada = await other.user({ name: 'Ada', groups: [other.administrators] })
  const open = await other.invitation({ by: ada, name: 'Łukasz Żółć', email: 'l.zolc@first.example' })
  const gone = await other.invitation({ by: ada, name: 'Zoë', email: 'zoe+it@second.example' })
  await inCompany(other.id, async scope => {
    await usersIn(scope).removeInvited(await invitationsIn(scope).cancel([gone.id]), null)
  })
  for (const way of Object.values(ways)) {
    set(way)
    const ids = (q: string) =>
      inCompany(other.id, async scope => (await invitationsIn(scope).list({ q }, undefined, 10)).map(({ id }) => id))
    expect(await ids('zolc luk')).toEqual([open.id])
    expect(await ids('first')).toEqual([open.id])
    expect(await ids('IT@second')).toEqual([gone.id])
    expect(await ids('example')).toEqual([gone.id, open.id])
    expect(await ids('second luk')).toEqual([])
  }
})
