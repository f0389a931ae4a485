import { jsonList, batch } from '@/db/json'
import { groupListIn } from '@/db/repositories/group-list'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { notFound } from '@/lib/kernel/errors'
import { redactEmail } from '@/lib/kernel/redact'
import { query } from '@/lib/operation/define'
import { foundAssignable } from './assignable'
import { listCandidatesInput, listGroupOptionsInput } from './input'
import { listAssignableGroupsOutput, listCandidatesOutput, listGroupOptionsOutput } from './output'
import './events'

/** More are not looked through: who types finds theirs. */
const OPTIONS = 50

/** How many people to add are shown at once. */
const CANDIDATES = 20

export const listGroupOptions = query({
  name: 'groups.listOptions',
  permission: 'users:read',
  explain: 'See the names of groups, to filter people.',
  input: listGroupOptionsInput,
  output: listGroupOptionsOutput,
  http: { method: 'GET', path: '/groups/options' },
  async run({ scope, record }, { q }) {
    const found = await groupListIn(scope).options(q, OPTIONS)
    const groups = found.slice(0, OPTIONS).map(({ id, name }) => ({ id, name }))
    record('groups.listed', { shown: groups.length })
    return { groups, more: found.length > OPTIONS }
  },
})

export const listAssignableGroups = query({
  name: 'groups.listAssignable',
  permission: 'groups:update',
  alsoRequires: () => ['users:read'],
  explain: 'Find groups to add people to.',
  input: listGroupOptionsInput,
  output: listAssignableGroupsOutput,
  internal: 'It belongs to a form.',
  typed: ({ q }) => ({ text: q }),
  isWhole: ({ groups, total }) => groups.length === total,
  async run(context, { q }) {
    const { groups, total } = await foundAssignable(context, q)
    return { groups: groups.map(({ grants: _, ...group }) => group), total }
  },
})

export const listCandidates = query({
  name: 'groups.listCandidates',
  permission: 'groups:update',
  alsoRequires: () => ['users:read'],
  explain: 'Find people to add to a group.',
  input: listCandidatesInput,
  output: listCandidatesOutput,
  http: { method: 'GET', path: '/groups/:groupId/candidates' },
  async run({ scope, record }, { groupId, q = '' }) {
    const { groups, found } = await batch(scope.tx, {
      groups: jsonList(groupsIn(scope).one(groupId)),
      found: jsonList(membershipsIn(scope).candidates(groupId, q, CANDIDATES + 1)),
    })
    if (!groups.length) throw notFound('Group')
    const people = found.slice(0, CANDIDATES)
    record('users.listed', { filters: q ? { q: redactEmail(q) } : {}, shown: people.length })
    return { people, more: found.length > CANDIDATES }
  },
})
