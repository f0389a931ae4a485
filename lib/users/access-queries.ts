import { batch, emptyList, jsonList, type Batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { permissionsIn } from '@/db/repositories/permissions'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { assignableGroup } from '@/lib/groups/assignable'
import { notFound } from '@/lib/kernel/errors'
import { can } from '@/lib/operation/can'
import { query, type Context } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import { explainAccessInput, explainAccessPageInput } from './input'
import { explainAccessOutput, explainAccessPageOutput } from './output'
import './events'

/** So many groups are offered that would give a permission. */
const GIVING = 20

const parts = (key: string) => {
  const [resource = '', action = ''] = key.split(':')
  return { resource, action }
}

/** What programs and the page read of a person and a permission. */
const explanationReads = (scope: CompanyScope, userId: string, permission: string) => ({
  found: jsonList(usersIn(scope).one(userId)),
  ways: jsonList(accessIn(scope).waysTo(userId, parts(permission))),
  giving: jsonList(accessIn(scope).groupsGiving(parts(permission), GIVING)),
  helpers: jsonList(administratorsIn(scope).names()),
})

/** What both are told, and the record that they were. @throws AppError `not_found`. */
function explained(
  { found, ways, giving, helpers }: Batch<ReturnType<typeof explanationReads>>,
  permission: string,
  { actor, record }: Context,
) {
  const user = found[0]
  if (!user) throw notFound('User')
  const allowed = user.status === 'active' && ways.length > 0
  record('user.access_explained', { permission, allowed }, { target: { type: 'user', id: user.id } })
  return {
    user: { id: user.id, name: user.name, status: user.status },
    permission,
    allowed,
    ways,
    ...(!ways.length &&
      can(actor, 'groups:read') && {
        groups: giving.map(({ id, name, keys }) => {
          const { hindrance } = assignableGroup({ id, name, keys }, { actor, helpers })
          return { id, name, keys, ...(hindrance && { hindrance }) }
        }),
      }),
    helpers: helpers.map(({ name }) => name),
  }
}

export const explainAccess = query({
  name: 'users.explainAccess',
  permission: 'users:read',
  explain: 'See why a person may do something, or may not.',
  input: explainAccessInput,
  output: explainAccessOutput,
  http: { method: 'GET', path: '/users/:userId/access' },
  async run(context, { userId, permission }) {
    const read = await batch(context.scope.tx, explanationReads(context.scope, userId, permission))
    return explained(read, permission, context)
  },
})

export const explainAccessPage = query({
  name: 'users.explainAccessPage',
  permission: 'users:read',
  explain: 'See why a person may do something, or may not.',
  input: explainAccessPageInput,
  output: explainAccessPageOutput,
  internal: 'It draws a page.',
  async run(context, { userId, permission }) {
    const { scope, actor, record } = context
    const { catalogue, found, ...read } = await batch(scope.tx, {
      ...explanationReads(scope, userId, permission ?? ''),
      catalogue: can(actor, 'permissions:read') ? jsonList(permissionsIn(scope).list()) : emptyList<never>(),
    })
    const keys = catalogue.map(permissionKey)
    if (permission) {
      const answer = explained({ found, ...read }, permission, context)
      return { user: answer.user, answer, keys }
    }
    const user = found[0]
    if (!user) throw notFound('User')
    record('user.viewed', {}, { target: { type: 'user', id: user.id } })
    return { user: { id: user.id, name: user.name, status: user.status }, keys }
  },
})
