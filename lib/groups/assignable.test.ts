import { beforeAll, describe, expect, test } from 'vitest'
import { sendInvitations } from '@/lib/invitations/commands'
import { listInvitationGroups, newInvitation } from '@/lib/invitations/queries'
import { viewUserPage } from '@/lib/users/queries'
import { makeCompany, type MadeCompany, type MadeGroup } from '@/testing/factories'
import { refusal, refusalCode, signedIn, type SignedInUser } from '@/testing/run-as'
import { auditTrail, snapshot } from '@/testing/snapshot'
import { listAssignableGroups } from './choices'
import { changeMembers } from './commands'

const COUNT = 520

/** "Team 1" to "Team 520". */
const manyGroups = (company: MadeCompany) => company.groups(Array.from({ length: COUNT }, (_, n) => `Team ${n + 1}`))

let company: MadeCompany
let last: MadeGroup
let ada: SignedInUser

beforeAll(async () => {
  company = await makeCompany()
  last = (await manyGroups(company)).find(({ name }) => name === 'Team 515')!
  await company.grow(last, ['vault:open'])
  ada = await signedIn(company, await company.user({ name: 'Ada', groups: [company.administrators] }))
})

describe('In a company of more groups than a form brings along', () => {
  test('the form to invite has the first of them and says how many there are, and any other is found and given', async () => {
    const { groups, groupTotal } = await ada.does(newInvitation)
    expect([groups.length, groupTotal]).toEqual([200, COUNT + 1])
    expect(groups.map(({ id }) => id)).not.toContain(last.id)
    const found = await ada.does(listInvitationGroups, { q: '515 te' })
    expect(found).toEqual({
      groups: [{ id: last.id, name: 'Team 515', slug: 'team-515', description: '', grants: ['vault:open'] }],
      total: 1,
    })
    const many = await ada.does(listInvitationGroups, { q: 'team' })
    expect([many.groups.length, many.groups[0]!.name, many.total]).toEqual([50, 'Team 1', COUNT])

    const before = await auditTrail(company.id)
    const { grants } = found.groups[0]!
    const input = { groupIds: [last.id], reviewed: [{ groupId: last.id, grants }] }
    const { invited } = await ada.does(sendInvitations, { addresses: 'nadia@example.com', ...input })
    const page = await ada.does(viewUserPage, { userId: invited[0]!.userId })
    expect(page.groups).toEqual([{ id: last.id, name: last.name }])
    expect((await auditTrail(company.id)).slice(before.length).map(({ event }) => event)).toContain('invitation.sent')
  })

  test('what a found group granted is what is given: where it grants more by then, nobody is invited', async () => {
    const other = await company.group({ name: 'Zoo keepers' })
    const { groups } = await ada.does(listInvitationGroups, { q: 'zoo' })
    await company.grow(other, ['lions:feed'])
    const input = {
      addresses: 'zoe@example.com',
      groupIds: [other.id],
      reviewed: groups.map(({ id: groupId, grants }) => ({ groupId, grants })),
    }
    const before = (await snapshot(company.id)).invitations
    const error = await refusal(ada.does(sendInvitations, input))
    expect([error.code, error.details]).toMatchObject(['group_grown', { groups: [{ grants: ['lions:feed'] }] }])
    expect((await snapshot(company.id)).invitations).toEqual(before)
    await ada.does(sendInvitations, { ...input, reviewed: [{ groupId: other.id, grants: ['lions:feed'] }] })
  })

  test("a person's page has the first of them and theirs wherever they stand, and any other is found and given", async () => {
    const [bob, own] = [await company.user({ name: 'Bob' }), await company.group({ name: 'Zz top' })]
    await company.join(bob, own)
    const page = await ada.does(viewUserPage, { userId: bob.id })
    expect(page.groupOptions).toHaveLength(201)
    expect(page.groupOptions.at(-1)).toMatchObject({ id: own.id, name: 'Zz top' })
    expect(page.groupTotal).toBeGreaterThan(COUNT)
    const { groups } = await ada.does(listAssignableGroups, { q: '515' })
    expect(groups.map(({ id }) => id)).toEqual([last.id])
    await ada.does(changeMembers, { add: [{ groupId: last.id, userId: bob.id }] })
    expect((await ada.does(viewUserPage, { userId: bob.id })).groups.map(({ name }) => name)).toEqual([
      'Team 515',
      'Zz top',
    ])
  })

  test('who types on is recorded once, and who types something else once more', async () => {
    const reader = await signedIn(company, await company.user({ groups: [company.administrators] }))
    const before = (await auditTrail(company.id)).length
    for (const q of ['515', '515 t', '515 te', 'tea']) await reader.does(listAssignableGroups, { q })
    const events = (await auditTrail(company.id)).slice(before).filter(({ event }) => event === 'groups.listed')
    expect(events.map(({ data }) => data)).toEqual([{ shown: 1 }, { shown: 50 }])
  })
})

describe('Groups to give', () => {
  test('come with why the reader may not, who is refused below the page too, and changes nothing', async () => {
    const bob = await company.user()
    const inviter = await signedIn(company, await company.user({ can: ['users:invite'] }))
    const clerk = await signedIn(company, await company.user({ can: ['users:read', 'groups:update'] }))
    const hindrance = expect.stringMatching(
      /^You cannot grant permissions you do not have: vault:open\. .*Ada.* can help\.$/,
    )
    expect((await inviter.does(listInvitationGroups, { q: '515' })).groups).toMatchObject([{ id: last.id, hindrance }])
    expect((await clerk.does(listAssignableGroups, { q: '515' })).groups).toMatchObject([{ id: last.id, hindrance }])
    const before = await snapshot(company.id)
    const invitation = { addresses: 'ben@example.com', groupIds: [last.id] }
    const membership = { add: [{ groupId: last.id, userId: bob.id }] }
    expect(await refusalCode(inviter.does(sendInvitations, invitation))).toBe('not_held')
    expect(await refusalCode(clerk.does(changeMembers, membership))).toBe('not_held')
    expect(await snapshot(company.id)).toEqual(before)

    const holds = ['vault:open']
    const otherInviter = await signedIn(company, await company.user({ can: ['users:invite', ...holds] }))
    const otherClerk = await signedIn(company, await company.user({ can: ['users:read', 'groups:update', ...holds] }))
    expect((await otherInviter.does(listInvitationGroups, { q: '515' })).groups[0]!.hindrance).toBeUndefined()
    expect((await otherClerk.does(listAssignableGroups, { q: '515' })).groups[0]!.hindrance).toBeUndefined()
    await otherInviter.does(sendInvitations, invitation)
    await otherClerk.does(changeMembers, membership)
  })

  test('are found by who may give them, and by nobody else', async () => {
    const withOnly = async (...can: string[]) => signedIn(company, await company.user({ can }))
    const [none, updater, reader] = [
      await withOnly('groups:read'),
      await withOnly('groups:update'),
      await withOnly('users:read'),
    ]
    const before = await snapshot(company.id)
    expect(await refusalCode(none.does(listInvitationGroups, { q: '515' }))).toBe('forbidden')
    for (const somebody of [none, updater, reader])
      expect(await refusalCode(somebody.does(listAssignableGroups, { q: '515' }))).toBe('forbidden')
    expect(await snapshot(company.id)).toEqual(before)
    expect((await (await withOnly('users:invite')).does(listInvitationGroups, { q: '515' })).total).toBe(1)
    const both = await withOnly('users:read', 'groups:update')
    expect((await both.does(listAssignableGroups, { q: '515' })).total).toBe(1)
  })

  test('are never those of another company', async () => {
    const globex = await makeCompany()
    const secret = await globex.group({ name: 'Secret 515' })
    const gil = await signedIn(globex, await globex.user({ groups: [globex.administrators] }))
    const foundBy = async (user: SignedInUser, q: string) => {
      const lists = [await user.does(listInvitationGroups, { q }), await user.does(listAssignableGroups, { q })]
      return lists.map(({ groups }) => groups.map(({ name }) => name))
    }
    expect(await foundBy(ada, 'secret')).toEqual([[], []])
    expect(await foundBy(ada, '515')).toEqual([[last.name], [last.name]])
    expect(await foundBy(gil, '515')).toEqual([[secret.name], [secret.name]])
    const before = await snapshot(globex.id)
    const taken = { addresses: 'mallory@example.com', groupIds: [secret.id] }
    expect(await refusalCode(ada.does(sendInvitations, taken))).toBe('not_found')
    expect(await snapshot(globex.id)).toEqual(before)
    await gil.does(sendInvitations, taken)
  })

  test('are found by their slug and description too, which the answer shows; without a word, the first are told', async () => {
    const owls = await company.group({ name: 'Owls', slug: 'night-shift', description: 'Works until dawn.' })
    for (const q of ['night', 'dawn'])
      expect((await ada.does(listAssignableGroups, { q })).groups).toMatchObject([
        { id: owls.id, slug: 'night-shift', description: 'Works until dawn.' },
      ])
    expect(await ada.does(listAssignableGroups, { q: '…' })).toEqual({ groups: [], total: 0 })
    expect((await ada.does(listAssignableGroups)).groups).toHaveLength(50)
  })
})
