import { describe, expect, test } from 'vitest'
import { can } from '@/lib/operation/can'
import { makeCompany } from '@/testing/factories'
import { refusal, refusalCode, signedIn } from '@/testing/run-as'
import { auditTrail } from '@/testing/snapshot'
import { explainAccess, explainAccessPage } from './access-queries'

const world = async () => {
  const company = await makeCompany()
  const engineers = await company.group({ name: 'Engineers', grants: ['staging:deploy'] })
  const operators = await company.group({ name: 'Operators', grants: ['staging:*', 'staging:deploy', 'users:read'] })
  const bob = await company.user({ name: 'Bob', groups: [engineers, operators] })
  const adasRow = await company.user({ name: 'Ada', groups: [company.administrators] })
  const ada = await signedIn(company, adasRow)
  const ask = (userId: string, permission: string) => ada.does(explainAccess, { userId, permission })
  return { company, engineers, operators, bob, ada, adasRow, ask }
}

describe('Whether somebody may do something, and why', () => {
  test('names every way: the group, what it grants, since when and how they came into it', async () => {
    const { bob, ask, engineers, operators } = await world()
    const answer = await ask(bob.id, 'staging:deploy')
    expect([answer.allowed, answer.groups, answer.user]).toEqual([
      true,
      undefined,
      { id: bob.id, name: 'Bob', status: 'active' },
    ])
    expect(answer.ways.map(({ id, grant }) => [id, grant])).toEqual([
      [engineers.id, 'staging:deploy'],
      [operators.id, 'staging:deploy'],
      [operators.id, 'staging:*'],
    ])
    for (const { addedAt, grantedAt, until, line } of answer.ways)
      expect([addedAt instanceof Date, grantedAt instanceof Date, until, line]).toEqual([
        true,
        true,
        undefined,
        undefined,
      ])
  })

  test('says of a no which groups would give it, with everything they grant, those first that give least besides', async () => {
    const { company, bob, ask } = await world()
    const finance = await company.group({ name: 'Finance', grants: ['ledger:post', 'ledger:read'] })
    const clerks = await company.group({ name: 'The clerks', grants: ['ledger:*'] })
    const answer = await ask(bob.id, 'ledger:post')
    expect([answer.allowed, answer.ways]).toEqual([false, []])
    expect(answer.groups).toEqual([
      { id: finance.id, name: 'Finance', keys: ['ledger:post', 'ledger:read'] },
      { id: clerks.id, name: 'The clerks', keys: ['ledger:*'] },
      { id: company.administrators.id, name: 'Administrators', keys: ['*:*'] },
    ])
    expect(answer.inCatalogue).toBe(true)
    // Of a permission that nobody ever made there are those with wildcards.
    const { groups, inCatalogue } = await ask(bob.id, 'nothing:here')
    expect([groups?.map(({ name }) => name), inCatalogue]).toEqual([['Administrators'], false])
  })

  test.each(['users:read', 'users:*', 'staging:anything', '*:*', 'nothing:here', '*:read', 'users:update'])(
    'is the same arithmetic as everywhere: %s',
    async permission => {
      const { company, ask, bob, adasRow } = await world()
      const reader = await company.group({ name: 'Readers', grants: ['*:read'] })
      const people = [
        [bob.id, ['staging:deploy', 'staging:*', 'users:read']],
        [adasRow.id, ['*:*']],
        [(await company.user({ groups: [reader] })).id, ['*:read']],
        [(await company.user()).id, []],
      ] as const
      for (const [id, permissions] of people)
        expect((await ask(id, permission)).allowed).toBe(can({ permissions }, permission))
    },
  )

  test('is no for who is not active, with what they would have', async () => {
    const { company, engineers, ask } = await world()
    for (const status of ['invited', 'inactive'] as const) {
      const { id } = await company.user({ status, groups: [engineers] })
      const answer = await ask(id, 'staging:deploy')
      expect([answer.allowed, answer.ways.map(({ name }) => name), answer.groups]).toEqual([
        false,
        ['Engineers'],
        undefined,
      ])
    }
  })

  test('is told to who may see people, and groups that would give it to who may see groups', async () => {
    const { company, bob } = await world()
    await company.group({ name: 'Finance', grants: ['ledger:post'] })
    const input = { userId: bob.id, permission: 'ledger:post' }
    const nobody = await signedIn(company, await company.user())
    const events = (await auditTrail(company.id)).filter(({ event }) => event === 'user.access_explained').length
    expect(await refusalCode(nobody.does(explainAccess, input))).toBe('forbidden')
    expect((await auditTrail(company.id)).filter(({ event }) => event === 'user.access_explained')).toHaveLength(events)
    const seeing = await signedIn(company, await company.user({ can: ['users:read'] }))
    const seen = await seeing.does(explainAccess, input)
    expect([seen.allowed, seen.groups]).toEqual([false, undefined])
    // Since when somebody is in a group is for who may see groups.
    const { ways } = await seeing.does(explainAccess, { ...input, permission: 'staging:deploy' })
    expect(Object.keys(ways[0] ?? {})).toEqual(['id', 'name', 'grant'])
    const both = await signedIn(company, await company.user({ can: ['users:read', 'groups:read'] }))
    expect((await both.does(explainAccess, input)).groups?.map(({ name }) => name)).toEqual([
      'Finance',
      'Administrators',
    ])
    // On the page it is said that they cannot give it themselves, and who can.
    const { groups, helpers } = await both.does(explainAccessPage, input)
    expect([groups?.length, helpers]).toEqual([2, ['Ada']])
    for (const { hindrance } of groups ?? []) expect(hindrance).toBeDefined()
  })

  test('leaves an event with what was asked and answered, and none of who asks for somebody of another company', async () => {
    const { company, bob, ask, ada } = await world()
    const other = await world()
    await ask(bob.id, 'staging:deploy')
    expect(await refusalCode(ask(other.bob.id, 'staging:deploy'))).toBe('not_found')
    const told = (await auditTrail(company.id)).filter(({ event }) => event === 'user.access_explained')
    expect(told.map(({ data, target_id: target }) => [data, target])).toEqual([
      [{ permission: 'staging:deploy', allowed: true }, bob.id],
    ])
    const page = await ada.does(explainAccessPage, { userId: bob.id })
    expect([page.allowed, page.ways, page.keys.includes('staging:deploy')]).toEqual([undefined, undefined, true])
  })

  test('is asked in any spelling of the key', async () => {
    const { bob, ask } = await world()
    const { allowed, permission } = await ask(bob.id, ' Staging:DEPLOY ')
    expect([allowed, permission]).toEqual([true, 'staging:deploy'])
  })

  test.each(['', 'deploy', 'a:b:c', 'a b:c', 'a@b.example:c', 'a:\u202eb', 'a\u0000:b', `${'x'.repeat(200)}:y`])(
    'is asked by a key, not by %j',
    async permission => {
      const { bob, ask } = await world()
      const { code, fields } = await refusal(ask(bob.id, permission))
      expect([code, Object.keys(fields ?? {})]).toEqual(['invalid_input', ['permission']])
    },
  )
})
