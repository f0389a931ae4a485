import { afterEach, expect, test } from 'vitest'
import { viewGroup } from '@/lib/groups/queries'
import { listUsers } from '@/lib/users/queries'
import { makeCompany } from '@/testing/factories'
import { signedIn, type SignedInUser } from '@/testing/run-as'
import { memberBounds } from './group-page'

const usual = memberBounds.lookedUp
afterEach(() => {
  memberBounds.lookedUp = usual
})

const names = (people: { name: string }[]): string[] => people.map(({ name }) => name)

async function companyWithTeam() {
  const company = await makeCompany()
  const team = await company.group({ name: 'Team' })
  for (let n = 0; n < 60; n++)
    await company.user({
      name: `Person ${String(n).padStart(2, '0')}`,
      groups: n % 2 ? [team] : [],
      status: n % 5 ? 'active' : 'inactive',
    })
  return { team, reader: await signedIn(company, await company.user({ groups: [company.administrators] })) }
}

/** All pages forwards, and from the last one back. */
async function everyPage(reader: SignedInUser, groupId: string): Promise<string[][]> {
  const pages: string[][] = []
  let at = await reader.does(viewGroup, { groupId })
  pages.push(names(at.members))
  while (at.next) {
    at = await reader.does(viewGroup, { groupId, cursor: at.next })
    pages.push(names(at.members))
  }
  while (at.previous) {
    at = await reader.does(viewGroup, { groupId, cursor: at.previous })
    pages.push(names(at.members))
  }
  return pages
}

test('The pages of a group are the same whether its members are looked up or found in the list of everybody', async () => {
  const { team, reader } = await companyWithTeam()
  const lookedUp = await everyPage(reader, team.id)
  expect(lookedUp.map(page => page.length)).toEqual([25, 5, 25])
  expect(lookedUp[0]).toEqual(lookedUp[0]!.toSorted())
  memberBounds.lookedUp = 3
  expect(await everyPage(reader, team.id)).toEqual(lookedUp)
})

test('People of a group are the same in either way, in any order and with other filters', async () => {
  const { team, reader } = await companyWithTeam()
  for (const asked of [
    {},
    { sort: '-name' },
    { sort: '-created' },
    { sort: 'email', status: 'inactive' },
    { signedIn: 'never' },
  ] as const) {
    memberBounds.lookedUp = usual
    const { users } = await reader.does(listUsers, { ...asked, group: team.id })
    expect(users.length).toBeGreaterThan(2)
    memberBounds.lookedUp = 3
    expect(names((await reader.does(listUsers, { ...asked, group: team.id })).users)).toEqual(names(users))
  }
})
