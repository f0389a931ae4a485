import { describe, expect, test } from 'vitest'
import { userSorts } from '@/lib/users/input'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { refusal, signedIn } from '@/testing/run-as'

async function companyOf(count: number) {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Same Name', groups: [company.administrators] })
  for (let n = 1; n < count; n++) await company.user(n % 3 ? {} : { name: 'Same Name' })
  return signedIn(company, ada)
}

describe('Paging by key', () => {
  test('shows everybody once in every order, and the same pages on the way back', async () => {
    const ada = await companyOf(55)
    for (const sort of userSorts) {
      const forth: string[][] = []
      let page = await ada.does(listUsers, { sort })
      expect(page.previous).toBeUndefined()
      forth.push(page.users.map(user => user.id))
      while (page.next) {
        page = await ada.does(listUsers, { sort, cursor: page.next })
        forth.push(page.users.map(user => user.id))
      }
      expect(forth.map(ids => ids.length)).toEqual([25, 25, 5])
      expect(new Set(forth.flat()).size).toBe(55)
      const back: string[][] = []
      while (page.previous) {
        page = await ada.does(listUsers, { sort, cursor: page.previous })
        back.unshift(page.users.map(user => user.id))
      }
      expect(back).toEqual(forth.slice(0, -1))
    }
  })

  test.each(['x', 'e30', 'bnVsbA', 'W10', 'WyJhIiwiYiJd', '🦄'])(
    'refuses the marker %j that is not ours with a 4xx',
    async cursor => {
      const ada = await companyOf(1)
      expect((await refusal(ada.does(listUsers, { cursor }))).status).toBe(422)
    },
  )
})

describe('Searching for people', () => {
  test('finds by how words of name and address begin, whatever stands between them', async () => {
    const company = await makeCompany()
    const ada = await company.user({
      name: 'Ada 100% Sure',
      email: 'ada_l@example.com',
      groups: [company.administrators],
    })
    await company.user({ name: 'Bob', email: 'adaxl@example.com' })
    const asAda = await signedIn(company, ada)
    const found = async (q: string) => (await asAda.does(listUsers, { q })).users.map(user => user.id)
    expect(await found('100% s')).toEqual([ada.id])
    expect(await found('ada_l')).toEqual([ada.id])
    expect(await found('0% s')).toEqual([])
    expect(await found('%')).toEqual([])
    expect((await found('EXAMPLE.com')).length).toBe(2)
    expect(await found("' or 1=1 --")).toEqual([])
  })

  test('filters by status and group, also by no group', async () => {
    const company = await makeCompany()
    const ada = await company.user({ groups: [company.administrators] })
    const [lone, inactive] = [await company.user(), await company.user({ status: 'inactive' })]
    const asAda = await signedIn(company, ada)
    const ids = async (input: object) => (await asAda.does(listUsers, input)).users.map(user => user.id).sort()
    expect(await ids({ group: company.administrators.id })).toEqual([ada.id])
    expect(await ids({ group: 'none' })).toEqual([lone.id, inactive.id].sort())
    expect(await ids({ group: 'none', status: 'active' })).toEqual([lone.id])
    expect(await ids({ signedIn: 'never', status: 'inactive' })).toEqual([inactive.id])
  })
})
