import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inCompany } from '@/db/scope'
import { listAuditEvents } from '@/lib/audit/queries'
import { updateUser } from '@/lib/users/commands'
import { makeCompany, type MadeCompany } from '@/testing/factories'
import { signedIn } from '@/testing/run-as'
import { operations } from './registry'

/** The fields of an input that are searched by, wherever they stand in it: `searchField` has this length. */
function searchFields(schema: unknown, name = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  if ('maxLength' in schema && schema.maxLength === 200 && /^(q|add|person|search)$/.test(name)) return [name]
  return Object.entries(schema).flatMap(([key, value]) => searchFields(value, /^(anyOf|\d+)$/.test(key) ? name : key))
}

/** Who may see people may find them by all that they have. */
const searches = operations
  .filter(({ permission }) => permission !== 'users:read')
  .flatMap(operation =>
    [...new Set(searchFields(z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' })))].map(field => ({
      operation,
      name: operation.name,
      field,
    })),
  )

/** Words that nothing else has, in every text that something is found by. */
const words = {
  name: 'Nameword',
  former: 'Formerword',
  address: 'addressword@example.com',
  title: 'Titleword',
  group: 'Groupword',
  groupText: 'Grouptextword',
  permission: 'permissionword',
}

/**
 * What a search finds by and its answer does not show. Names that people had are in no event: who reads the log has to find
 * people by what they were called then (docs/decisions/0024-one-fold-and-words-to-search-by.md).
 */
const meant: Record<string, string[]> = {
  'audit.list': [words.former],
  'audit.listPage': [words.former],
  'audit.export': [words.former],
}

/** What a search needs besides: input, and permissions without which it is not done. */
const besides: Record<string, { input: (world: World) => Record<string, unknown>; can: string[] }> = {
  'groups.listCandidates': { input: ({ group }) => ({ groupId: group.id }), can: ['users:read'] },
  'groups.view': { input: ({ team }) => ({ groupId: team.id }), can: [] },
  'groups.viewPage': { input: ({ team }) => ({ groupId: team.id }), can: [] },
  'groups.exportMembers': { input: ({ team }) => ({ groupId: team.id }), can: [] },
  'permissions.viewPage': { input: ({ permissionId }) => ({ permissionId }), can: [] },
  'permissions.exportHolders': { input: ({ permissionId }) => ({ permissionId }), can: ['users:read'] },
  'groups.listAssignable': { input: () => ({}), can: ['users:read'] },
  'search.everything': { input: () => ({}), can: ['users:read', 'groups:read', 'permissions:read'] },
}

interface World {
  company: MadeCompany
  group: { id: string }
  /** Of those who have the words, with a permission of theirs. */
  team: { id: string }
  permissionId: string
}

let world: World

beforeAll(async () => {
  const company = await makeCompany()
  const ada = await company.user({ name: 'Ada', title: 'Boss', groups: [company.administrators] })
  const group = await company.group({
    name: words.group,
    description: words.groupText,
    grants: [`${words.permission}:post`],
  })
  const team = await company.group({ name: 'Team', grants: ['staging:deploy'] })
  const [permissionId = ''] = await company.permissionIds(['staging:deploy'])
  world = { company, group, team, permissionId }
  const as = await signedIn(company, ada)
  const { userId } = await company.invitation({ by: ada, name: words.former, email: words.address, groups: [team] })
  await inCompany(company.id, async ({ tx }) => {
    await tx.execute(sql`update users set status = 'active', activated_at = now() where id = ${userId}`)
    await tx.execute(sql`update invitations set accepted_at = now() where user_id = ${userId}`)
  })
  await as.does(updateUser, { userId, name: words.name, title: words.title, version: 1 })
})

describe('A search finds by nothing but what its reader sees', () => {
  test('and there are these searches', () => {
    expect(searches.map(({ name, field }) => `${name} by ${field}`).toSorted()).toMatchInlineSnapshot(`
      [
        "audit.export by person",
        "audit.list by person",
        "audit.listPage by person",
        "groups.export by q",
        "groups.exportMembers by q",
        "groups.list by q",
        "groups.listAssignable by q",
        "groups.listCandidates by q",
        "groups.listPage by q",
        "groups.view by q",
        "groups.viewPage by q",
        "invitations.export by q",
        "invitations.list by q",
        "invitations.listGroups by q",
        "invitations.listPage by q",
        "permissions.export by q",
        "permissions.exportHolders by q",
        "permissions.list by q",
        "permissions.listPage by q",
        "permissions.viewPage by q",
        "search.everything by q",
      ]
    `)
  })

  test.each(searches)('$name by $field', async ({ operation, name, field }) => {
    const { input, can = [] } = besides[name] ?? {}
    const user = await world.company.user({ name: 'Reader', title: '', can: [operation.permission ?? [], can].flat() })
    const reader = await signedIn(world.company, user)
    const answer = async (word: string) =>
      JSON.stringify(await reader.does(operation, { ...input?.(world), [field]: word }))
    const nothing = await answer('nobodyhasthis')
    const answers = await Promise.all(Object.values(words).map(async word => ({ word, found: await answer(word) })))
    const unseen = answers
      .filter(({ word, found }) => found !== nothing && !found.toLowerCase().includes(word.toLowerCase()))
      .map(({ word }) => word)
    expect(unseen).toEqual(meant[name] ?? [])
  })

  test('so the log is asked for people by address and title by who may see people', async () => {
    const user = await world.company.user({ name: 'Reader', title: '', can: ['audit:read', 'users:read'] })
    const reader = await signedIn(world.company, user)
    for (const person of [words.name, words.former, words.address, words.title]) {
      const { events } = await reader.does(listAuditEvents, { person })
      expect(events.map(({ event }) => event)).toContain('user.updated')
    }
  })
})
