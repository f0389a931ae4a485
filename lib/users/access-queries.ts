import { batch, emptyList, jsonList, type Batch } from '@/db/json'
import { accessIn } from '@/db/repositories/access'
import { administratorsIn } from '@/db/repositories/administrators'
import { permissionsIn } from '@/db/repositories/permissions'
import { usersIn } from '@/db/repositories/users'
import type { UserStatus } from '@/db/schema'
import { assignableGroup } from '@/lib/groups/assignable'
import { notFound } from '@/lib/kernel/errors'
import { can } from '@/lib/operation/can'
import { query, type Context } from '@/lib/operation/define'
import { permissionKey } from '@/lib/permissions/key'
import { explainAccessInput, explainAccessPageInput } from './input'
import { explainAccessOutput, explainAccessPageOutput } from './output'
import './events'

/** So many groups are told that would give a permission, and so much of what each grants. */
const GIVING = 20
const KEYS = 100

/** More than a catalogue can have. */
const CATALOGUE = 2100

/** What programs and the page read of a person and a permission. */
const explanationReads = ({ scope, actor }: Context, userId: string, permission: string | undefined) => ({
  found: jsonList(usersIn(scope).one(userId)),
  ways: permission ? jsonList(accessIn(scope).waysTo(userId, permission)) : emptyList<never>(),
  giving:
    permission && can(actor, 'groups:read')
      ? jsonList(accessIn(scope).groupsGiving(userId, permission, GIVING + 1))
      : emptyList<never>(),
  known: permission ? jsonList(accessIn(scope).isKnown(permission)) : emptyList<never>(),
})

/** @throws AppError `not_found`. */
function personIn(found: readonly { id: string; name: string; status: UserStatus }[]) {
  const [user] = found
  if (!user) throw notFound('User')
  return { id: user.id, name: user.name, status: user.status }
}

/** What both are told, and the record that they were. @throws AppError `not_found`. */
function explained(
  { found, ways, giving, known }: Batch<ReturnType<typeof explanationReads>>,
  permission: string,
  { actor, record }: Context,
) {
  const user = personIn(found)
  const allowed = user.status === 'active' && ways.length > 0
  record('user.access_explained', { permission, allowed }, { target: { type: 'user', id: user.id } })
  const seesGroups = can(actor, 'groups:read')
  return {
    user,
    permission,
    inCatalogue: known[0]?.known ?? false,
    allowed,
    ways: ways.map(({ id, name, grant, line, until, ...rest }) => ({
      id,
      name,
      grant,
      ...(seesGroups && { ...rest, line: line ?? undefined, until: until ?? undefined }),
    })),
    ...(!ways.length &&
      seesGroups && { groups: giving.slice(0, GIVING).map(group => ({ ...group, keys: group.keys.slice(0, KEYS) })) }),
  }
}

export const explainAccess = query({
  name: 'users.explainAccess',
  permission: 'users:read',
  explain: 'See whether a person has a permission, and why.',
  input: explainAccessInput,
  output: explainAccessOutput,
  http: { method: 'GET', path: '/users/:userId/access' },
  async run(context, { userId, permission }) {
    return explained(await batch(context.scope.tx, explanationReads(context, userId, permission)), permission, context)
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
      ...explanationReads(context, userId, permission),
      administrators: jsonList(administratorsIn(scope).names()),
      catalogue: can(actor, 'permissions:read')
        ? jsonList(permissionsIn(scope).options(undefined, CATALOGUE))
        : emptyList<never>(),
    })
    const beside = {
      helpers: administrators.map(({ name }) => name),
      keys: catalogue.map(permissionKey),
      moreGroups: read.giving.length > GIVING,
    }
    if (!permission) {
      const user = personIn(read.found)
      record('user.viewed', {}, { target: { type: 'user', id: user.id } })
      return { user, ...beside }
    }
    const { groups, ...answer } = explained(read, permission, context)
    const offered = groups?.map((group, at) => ({
      ...group,
      // Whom to ask is said once, below.
      hindrance: assignableGroup(read.giving[at]!, { actor, helpers: [] }).hindrance,
    }))
    return { ...answer, ...beside, ...(offered && { groups: offered }) }
  },
})
