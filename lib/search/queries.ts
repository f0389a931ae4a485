import { batch, emptyList, jsonList } from '@/db/json'
import { groupListIn } from '@/db/repositories/group-list'
import { permissionsIn } from '@/db/repositories/permissions'
import { userListIn } from '@/db/repositories/user-list'
import { redactEmail } from '@/lib/kernel/redact'
import { can } from '@/lib/operation/can'
import { query } from '@/lib/operation/define'
import { searchInput } from './input'
import { searchOutput } from './output'
import './events'

/** Of each kind: who does not see theirs types on, or opens the list. */
const SHOWN = 6

export const searchEverything = query({
  name: 'search.everything',
  permission: null,
  because: 'It finds what the permissions of its reader let them see, and nothing else.',
  explain: 'Search people, groups and permissions.',
  input: searchInput,
  output: searchOutput,
  http: { method: 'GET', path: '/search' },
  typed: ({ q, status }) => ({ text: q, within: status }),
  isWhole: ({ users, groups, permissions }) => [users, groups, permissions].every(({ length }) => length < SHOWN),
  async run({ scope, actor, record }, { q, status }) {
    const seen = (permission: string) => Boolean(q) && can(actor, permission)
    const found = await batch(scope.tx, {
      users: seen('users:read') ? jsonList(userListIn(scope).options(q!, status, SHOWN)) : emptyList<never>(),
      groups: seen('groups:read') ? jsonList(groupListIn(scope).options(q, SHOWN - 1)) : emptyList<never>(),
      permissions: seen('permissions:read') ? jsonList(permissionsIn(scope).options(q!, SHOWN)) : emptyList<never>(),
    })
    const filters = { ...(q && { q: redactEmail(q) }), ...(status && { status }) }
    record('search.performed', { filters, shown: Object.values(found).flat().length })
    return found
  },
})
