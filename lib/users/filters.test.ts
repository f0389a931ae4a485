import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { countBounds } from '@/db/found-people'
import { memberBounds } from '@/db/group-page'
import { users } from '@/db/schema'
import { inCompany } from '@/db/scope'
import { previewBulk } from '@/lib/bulk/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { listUsers, listUsersPage } from './queries'

const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)
const day = (date: Date) => date.toISOString().slice(0, 10)

const usual = memberBounds.lookedUp
const { asked } = countBounds
afterEach(() => {
  countBounds.asked = asked
  memberBounds.lookedUp = usual
})

async function companyOfMany() {
  const company = await makeCompany()
  const clerks = await company.group({ grants: ['ledger:post', 'ledger:read'] })
  const bosses = await company.group({ grants: ['ledger:*'] })
  const ada = await company.user({ name: 'Ada', title: 'Boss', groups: [company.administrators] })
  const people = [
    { name: 'Bob', title: 'Senior Engineer', groups: [clerks, bosses], createdAt: daysAgo(400), seen: 100 },
    { name: 'Cid', title: 'Engineer', groups: [bosses], createdAt: daysAgo(200), seen: 40 },
    { name: 'Dora', title: 'Writer', groups: [clerks], createdAt: daysAgo(200), seen: 3 },
    { name: 'Engineer Eve', title: 'Manager', groups: [], createdAt: daysAgo(2), seen: undefined },
  ]
  for (const { seen, ...options } of people) {
    const { id } = await company.user(options)
    const lastSignInAt = seen === undefined ? null : daysAgo(seen)
    await inCompany(company.id, ({ tx }) => tx.update(users).set({ lastSignInAt }).where(eq(users.id, id)))
    if (options.name === 'Dora') await company.secondFactor({ id })
  }
  const as = await signedIn(company, ada)
  await inCompany(company.id, ({ tx }) =>
    tx.update(users).set({ lastSignInAt: new Date() }).where(eq(users.id, ada.id)),
  )
  return { company, as }
}

const cases: [Record<string, string>, string[]][] = [
  [{ title: 'engineer' }, ['Bob', 'Cid']],
  [{ title: 'engineer', q: 'cid' }, ['Cid']],
  [{ permission: 'ledger:post' }, ['Ada', 'Bob', 'Cid', 'Dora']],
  [{ permission: 'ledger:delete' }, ['Ada', 'Bob', 'Cid']],
  [{ permission: 'nothing:here' }, ['Ada']],
  [{ signedIn: 'never' }, ['Engineer Eve']],
  [{ signedIn: 'not-30-days' }, ['Bob', 'Cid', 'Engineer Eve']],
  [{ signedIn: 'not-90-days' }, ['Bob', 'Engineer Eve']],
  [{ signedInSince: day(daysAgo(50)) }, ['Ada', 'Cid', 'Dora']],
  [{ signedIn: 'not-30-days', signedInSince: day(daysAgo(50)) }, ['Cid']],
  [{ createdFrom: day(daysAgo(200)) }, ['Ada', 'Cid', 'Dora', 'Engineer Eve']],
  [{ createdTo: day(daysAgo(200)) }, ['Bob', 'Cid', 'Dora']],
  [{ createdFrom: day(daysAgo(200)), createdTo: day(daysAgo(200)), title: 'writer' }, ['Dora']],
  [{ factor: 'present' }, ['Dora']],
  [{ permission: 'ledger:read', signedIn: 'not-30-days', status: 'active' }, ['Bob', 'Cid']],
]

describe('The list of users', () => {
  test.each([usual, 0])(
    'shows those who match each filter, counts them, and an act takes the same (%i)',
    async bound => {
      memberBounds.lookedUp = bound
      const { as } = await companyOfMany()
      for (const [input, names] of cases) {
        const seen = await as.does(listUsersPage, input)
        expect([input, seen.users.map(({ name }) => name)]).toEqual([input, names])
        expect([input, seen.total]).toEqual([input, names.length])
        const back = await as.does(listUsers, { ...input, sort: '-name' })
        expect([input, back.users.map(({ name }) => name)]).toEqual([input, names.toReversed()])
        const { selected } = await as.does(previewBulk, { ...input, act: 'deactivate', all: 'yes' })
        expect([input, selected]).toEqual([input, names.length])
      }
    },
  )

  test('says no total where many have the words and few of them are as another filter says', async () => {
    countBounds.asked = 3
    const company = await makeCompany()
    const as = await signedIn(company, await company.user({ title: 'Boss', groups: [company.administrators] }))
    for (let n = 0; n < 5; n++) await company.user({ title: 'Engineer', status: n ? 'active' : 'inactive' })
    const total = async (input: Record<string, string>) => (await as.does(listUsersPage, input)).total
    expect(await total({ title: 'engineer' })).toBe(5)
    expect(await total({ title: 'engineer', status: 'inactive' })).toBeUndefined()
    expect(await total({ title: 'boss', status: 'active' })).toBe(1)
    expect(await total({ q: 'example', title: 'boss' })).toBeUndefined()
    countBounds.asked = 6
    expect(await total({ title: 'engineer', status: 'inactive' })).toBe(1)
    expect(await total({ q: 'example', title: 'boss' })).toBe(1)
  })

  test('has as many rows on a page as it is asked for, and says how many there are', async () => {
    const company = await makeCompany()
    const as = await signedIn(company, await company.user({ groups: [company.administrators] }))
    for (let n = 0; n < 60; n++) await company.user()
    const sizes = await Promise.all(
      [{}, { limit: '50' }, { limit: 100 }].map(async input => {
        const { users: shown, total } = await as.does(listUsersPage, input)
        return [shown.length, total]
      }),
    )
    expect(sizes).toEqual([
      [25, 61],
      [50, 61],
      [61, 61],
    ])
  })

  test('keeps in the log what it was narrowed to', async () => {
    const { company, as } = await companyOfMany()
    await as.does(listUsers, { title: 'engineer', permission: 'ledger:post', signedIn: 'not-30-days' })
    const event = (await auditTrail(company.id)).at(-1)
    expect(event?.data).toEqual({
      filters: { title: 'e…', permission: 'ledger:post', signedIn: 'not-30-days' },
      shown: 2,
    })
  })

  test.each([
    [{ permission: 'ledger' }, 'permission', 'A permission must be a resource and an action, such as users:read.'],
    [
      { signedIn: 'often' },
      'signedIn',
      'The last sign-in must be never, not-30-days or not-90-days. For dates, use signedInSince.',
    ],
    [{ signedInSince: 'May' }, 'signedInSince', 'Signed in since must be a date such as 2026-05-31.'],
    [{ createdFrom: '2026-02-30' }, 'createdFrom', 'Created from must be a date such as 2026-05-31.'],
    [
      { createdFrom: '2026-02-02', createdTo: '2026-01-01' },
      'createdTo',
      '"Created to" cannot be before "Created from".',
    ],
    [{ limit: '7' }, 'limit', 'A page can have 25, 50 or 100 rows.'],
    [{ factor: 'x' }, 'factor', 'Two-factor authentication must be none, missing or present.'],
  ])('says what is wrong with %j', async (input, field, sentence) => {
    const company = await makeCompany()
    const as = await signedIn(company, await company.user({ can: ['users:read'] }))
    expect((await refusal(as.does(listUsers, input as object))).fields).toEqual({ [field]: sentence })
    expect((await as.does(listUsers, {})).users.length).toBeGreaterThan(0)
  })
})
