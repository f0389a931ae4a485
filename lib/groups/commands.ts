import { administratorsIn } from '@/db/repositories/administrators'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn, type MembershipKey } from '@/db/repositories/memberships'
import { permissionsIn } from '@/db/repositories/permissions'
import type { CompanyScope } from '@/db/scope'
import { invalid, notFound } from '../errors'
import { command } from '../operation/define'
import { demandHeld } from '../permissions/held'
import { keyOf } from '../permissions/key'
import { changeMembersInput, changePermissionsInput, createGroupInput, groupInput, updateGroupInput } from './input'

export { changeGroupSecondFactor } from './second-factor'

export const createGroup = command({
  name: 'groups.create',
  permission: 'groups:create',
  explain: 'Create a group.',
  input: createGroupInput,
  async run({ scope, record }, input) {
    const group = await groupsIn(scope).insert(input)
    record(
      'group.created',
      { group: { id: group.id, name: group.name }, slug: group.slug, description: group.description },
      { target: { type: 'group', id: group.id } },
    )
    return { id: group.id }
  },
})

export const updateGroup = command({
  name: 'groups.update',
  permission: 'groups:update',
  explain: 'Change the name, slug and description of a group.',
  input: updateGroupInput,
  async run({ scope, record }, { groupId, ...text }) {
    const before = await groupsIn(scope).findForUpdate(groupId)
    await groupsIn(scope).update(groupId, text)
    const changes = Object.fromEntries(
      (['name', 'slug', 'description'] as const)
        .filter(field => before[field] !== text[field])
        .map(field => [field, { from: before[field], to: text[field] }]),
    )
    record('group.updated', { group: { id: groupId, name: before.name }, changes }, { target: { type: 'group', id: groupId } })
    return { id: groupId }
  },
})

export const deleteGroup = command({
  name: 'groups.delete',
  permission: 'groups:delete',
  explain: 'Delete a group; its members lose what only it granted them.',
  input: groupInput,
  inTurn: true,
  async run({ scope, record }, { groupId }) {
    const group = await groupsIn(scope).findForUpdate(groupId)
    const granted = await groupsIn(scope).permissionKeys([groupId])
    await groupsIn(scope).remove(groupId)
    await administratorsIn(scope).mustRemain()
    record(
      'group.deleted',
      { group: { id: groupId, name: group.name }, members: group.members, permissions: granted.map(grant => grant.key).sort() },
      { target: { type: 'group', id: groupId } },
    )
  },
})

export const changeMembers = command({
  name: 'groups.changeMembers',
  permission: 'groups:update',
  explain: 'Add people to groups whose permissions you hold yourself, and remove people from groups.',
  input: changeMembersInput,
  inTurn: true,
  async run({ scope, actor, record }, { add, remove }) {
    const groups = await groupsOf(scope, [...add, ...remove])
    const granted = await groupsIn(scope).permissionKeys([...new Set(add.map(change => change.groupId))])
    demandHeld(actor, granted.map(grant => grant.key), 'hand out')
    const memberships = membershipsIn(scope)
    const added = await memberships.add(add)
    const removed: MembershipKey[] = []
    for (const [groupId, userIds] of byGroup(remove)) removed.push(...(await memberships.remove(groupId, userIds)))
    if (removed.length) await administratorsIn(scope).mustRemain()
    const changed = new Set([...added, ...removed].map(({ groupId, userId }) => `${groupId} ${userId}`))
    const note = (event: 'group.member_added' | 'group.member_removed', { groupId, userId }: MembershipKey) => {
      const already = !changed.has(`${groupId} ${userId}`)
      record(event, { group: groups.get(groupId)!, ...(already && { already }) }, { target: { type: 'user', id: userId } })
    }
    for (const change of add) note('group.member_added', change)
    for (const change of remove) note('group.member_removed', change)
    return { added: added.length, removed: removed.length }
  },
})

/** The groups of these changes by id. @throws AppError `not_found` when a group or a person is not there. */
async function groupsOf(scope: CompanyScope, changes: MembershipKey[]): Promise<Map<string, { id: string; name: string }>> {
  const groupIds = [...new Set(changes.map(change => change.groupId))]
  const userIds = [...new Set(changes.map(change => change.userId))]
  const found = await groupsIn(scope).findMany(groupIds)
  if (found.length !== groupIds.length) throw notFound('Group')
  const people = await membershipsIn(scope).existingUsers(userIds)
  if (people.length !== userIds.length) throw notFound('User')
  return new Map(found.map(({ id, name }) => [id, { id, name }]))
}

const byGroup = (changes: MembershipKey[]): Map<string, string[]> => {
  const people = new Map<string, string[]>()
  for (const { groupId, userId } of changes) people.set(groupId, [...(people.get(groupId) ?? []), userId])
  return people
}

export const changeGroupPermissions = command({
  name: 'groups.changePermissions',
  permission: 'groups:update',
  explain: 'Grant a group permissions that you hold yourself, and revoke permissions from it.',
  input: changePermissionsInput,
  inTurn: true,
  async run({ scope, actor, record }, { groupId, grant, revoke }) {
    if (grant.some(id => revoke.includes(id))) throw invalid({ grant: 'A permission cannot be granted and revoked at once.' })
    const group = await groupsIn(scope).findForUpdate(groupId)
    const permissions = permissionsIn(scope)
    const wanted = [...new Set([...grant, ...revoke])]
    const known = new Map((await permissions.findMany(wanted)).map(permission => [permission.id, keyOf(permission)]))
    if (known.size !== wanted.length) throw notFound('Permission')
    demandHeld(actor, grant.map(id => known.get(id)!), 'grant')
    const granted = await permissions.grant(groupId, grant)
    const revoked = await permissions.revoke(groupId, revoke)
    if (revoked.length) await administratorsIn(scope).mustRemain()
    const keys = (ids: string[]) => ids.map(id => known.get(id)!).sort()
    record(
      'group.permissions_changed',
      { group: { id: groupId, name: group.name }, granted: keys(granted), revoked: keys(revoked) },
      { target: { type: 'group', id: groupId } },
    )
    return { granted: granted.length, revoked: revoked.length }
  },
})
