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

/** So many groups are told that would give a permission. */
const GIVING = 20

/** What programs and the page read of a person and a permission. */
const explanationReads = (scope: CompanyScope, userId: string, permission: string) => ({
  found: jsonList(usersIn(scope).one(userId)),
  ways: jsonList(accessIn(scope).waysTo(userId, permission)),
  giving: jsonList(accessIn(scope).groupsGiving(permission, GIVING)),
})

/** @throws AppError `not_found`. */
function personIn(found: readonly { id: string; name: string; status: 'invited' | 'active' | 'inactive' }[]) {
  const [user] = found
  if (!user) throw notFound('User')
  return { id: user.id, name: user.name, status: user.status }
}

/** What both are told, and the record that they were. @throws AppError `not_found`. */
function explained(
  { found, ways, giving }: Batch<ReturnType<typeof explanationReads>>,
  permission: string,
  { actor, record }: Context,
) {
  const user = personIn(found)
  const allowed = user.status === 'active' && ways.length > 0
  record('user.access_explained', { permission, allowed }, { target: { type: 'user', id: user.id } })
  const groups = !ways.length && can(actor, 'groups:read') ? giving : undefined
  return { user, permission, allowed, ways, ...(groups && { groups }) }
}

export const explainAccess = query({
  name: 'users.explainAccess',
  permission: 'users:read',
  explain: 'See whether a person has a permission, and why.',
  input: explainAccessInput,
  output: explainAccessOutput,
  http: { method: 'GET', path: '/users/:userId/access' },
  async run(context, { userId, permission }) {
    return explained(
      await batch(context.scope.tx, explanationReads(context.scope, userId, permission)),
      permission,
      context,
    )
  },
})

export const explainAccessPage = query({
  name: 'users.explainAccessPage',
  permission: 'users:read',
  explain: 'See whether a person has a permission, and why.',
  input: explainAccessPageInput,
  output: explainAccessPageOutput,
  internal: 'It draws a page.',
  async run(context, { userId, permission }) {
    const { scope, actor, record } = context
    const { catalogue, administrators, ...read } = await batch(scope.tx, {
      ...explanationReads(scope, userId, permission ?? ''),
      administrators: jsonList(administratorsIn(scope).names()),
      catalogue: can(actor, 'permissions:read') ? jsonList(permissionsIn(scope).list()) : emptyList<never>(),
    })
    const beside = { helpers: administrators.map(({ name }) => name), keys: catalogue.map(permissionKey) }
    if (!permission) {
      const user = personIn(read.found)
      record('user.viewed', {}, { target: { type: 'user', id: user.id } })
      return { user, ...beside }
    }
    const { groups, ...answer } = explained(read, permission, context)
    const offered = groups?.map(group => ({
      ...group,
      hindrance: assignableGroup(group, { actor, helpers: administrators }).hindrance,
    }))
    return { ...answer, ...beside, ...(offered && { groups: offered }) }
  },
})
