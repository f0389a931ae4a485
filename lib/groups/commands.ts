import { administratorsIn } from '@/db/repositories/administrators'
import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn, type MembershipKey } from '@/db/repositories/memberships'
import { permissionsIn } from '@/db/repositories/permissions'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { CompanyScope } from '@/db/scope'
import { invalid, notFound, type FieldMeanwhile } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { changesBetween, sentFields } from '@/lib/operation/changes'
import { command, type Context } from '@/lib/operation/define'
import { editBy, fieldsMeanwhile, requireHit } from '@/lib/operation/versions'
import { permissionKey } from '@/lib/permissions/key'
import { requireHeld, requireHeldOfUsers, requireHeldOfGroups } from '@/lib/permissions/require-held'
import { notifyGroupsChanged } from '@/lib/platform/mail/notify'
import { changeMembersInput, changePermissionsInput, createGroupInput, groupInput, updateGroupInput } from './input'
import { createGroupOutput, updateGroupOutput, changeMembersOutput, changeGroupPermissionsOutput } from './output'
import './events'

export { changeGroupSecondFactor } from './second-factor'

export const createGroup = command({
  name: 'groups.create',
  permission: 'groups:create',
  explain: 'Create a group.',
  input: createGroupInput,
  output: createGroupOutput,
  http: { method: 'POST', path: '/groups' },
  async run({ scope, record }, input) {
    const { id } = await groupsIn(scope).insert(input)
    const { name, ...text } = input
    record('group.created', { group: { id, name }, ...text }, { target: { type: 'group', id } })
    return { id }
  },
})

/** Under another name a group would be given to people who were to have something else. */
export const updateGroup = command({
  name: 'groups.update',
  permission: 'groups:update',
  explain: 'Change the name, slug and description of a group whose permissions you have.',
  input: updateGroupInput,
  output: updateGroupOutput,
  http: { method: 'PUT', path: '/groups/:groupId' },
  versioned: ({ version }) => version,
  serialized: true,
  async run({ scope, actor, record }, { groupId, version, ...text }) {
    const sent = sentFields(text)
    const before = await groupsIn(scope).findForUpdate(groupId)
    await requireHeldOfGroups(scope, actor, 'editGroup', [groupId])
    const made = await groupsIn(scope).update(groupId, sent, editBy({ actor }, version))
    const now = await requireHit({ scope, actor }, made, before, fieldsMeanwhile(before, sent))
    record(
      'group.updated',
      { group: { id: groupId, name: before.name }, changes: changesBetween(before, sent) },
      { target: { type: 'group', id: groupId } },
    )
    return { id: groupId, version: now }
  },
})

export const deleteGroup = command({
  name: 'groups.delete',
  permission: 'groups:delete',
  explain:
    'Delete a group; members lose the permissions only it granted. You must have the built-in permissions it grants.',
  input: groupInput,
  output: noOutput,
  http: { method: 'DELETE', path: '/groups/:groupId' },
  serialized: true,
  async run({ scope, actor, record }, { groupId }) {
    const group = await groupsIn(scope).findForUpdate(groupId)
    const granted = await groupsIn(scope).keysOf([groupId])
    await requireHeld(scope, actor, 'deleteGroup', granted)
    // With the group goes what it asks of its members when they sign in.
    const { required } = await groupsIn(scope).secondFactor(groupId)
    if (required)
      await requireHeld(
        scope,
        actor,
        'deleteGroupOf',
        await soleHoldersIn(scope).keysOfThose(membershipsIn(scope).idsOf(groupId)),
      )
    const members = await membershipsIn(scope).countOf(groupId)
    await groupsIn(scope).remove(groupId, actor.userId)
    await administratorsIn(scope).mustRemain()
    record(
      'group.deleted',
      { group: { id: groupId, name: group.name }, members, permissions: granted.toSorted() },
      { target: { type: 'group', id: groupId } },
    )
  },
})

export const changeMembers = command({
  name: 'groups.changeMembers',
  permission: 'groups:update',
  explain:
    'Add people to groups whose permissions you have; remove people from groups whose built-in permissions you have.',
  input: changeMembersInput,
  output: changeMembersOutput,
  http: { method: 'PATCH', path: '/memberships' },
  serialized: true,
  async run({ scope, actor, record }, { add, remove }) {
    const groups = await groupsOf(scope, [...add, ...remove])
    await requireHeldOfGroups(scope, actor, 'handOut', groupIdsIn(add))
    await requireHeldOfGroups(scope, actor, 'removeFromGroup', groupIdsIn(remove))
    const asking = new Set(await groupsIn(scope).requiringSecondFactor(groupIdsIn(remove)))
    await requireHeldOfUsers(
      scope,
      actor,
      'removeSomebody',
      remove.filter(({ groupId }) => asking.has(groupId)).map(({ userId }) => userId),
    )
    const memberships = membershipsIn(scope)
    const byHand = { via: 'by_hand', by: actor.userId } as const
    const added = await memberships.add(add.map(key => ({ ...key, ...byHand })))
    const removed: MembershipKey[] = []
    for (const [groupId, userIds] of byGroup(remove))
      removed.push(...(await memberships.remove(groupId, userIds, byHand)))
    if (removed.length) await administratorsIn(scope).mustRemain()
    const changed = new Set([...added, ...removed].map(({ groupId, userId }) => `${groupId} ${userId}`))
    const note = (event: 'group.member_added' | 'group.member_removed', { groupId, userId }: MembershipKey) => {
      const already = !changed.has(`${groupId} ${userId}`)
      record(
        event,
        { group: groups.get(groupId)!, ...(already && { already }) },
        { target: { type: 'user', id: userId } },
      )
    }
    for (const change of add) note('group.member_added', change)
    for (const change of remove) note('group.member_removed', change)
    const told = (kind: 'added' | 'removed') => (change: MembershipKey) => ({
      userId: change.userId,
      group: groups.get(change.groupId)!,
      kind,
    })
    await notifyGroupsChanged(scope, actor, [...added.map(told('added')), ...removed.map(told('removed'))])
    const keyOf = ({ groupId, userId }: MembershipKey) => ({ groupId, userId })
    return {
      added: added.length,
      removed: removed.length,
      changes: { added: added.map(keyOf), removed: removed.map(keyOf) },
    }
  },
})

const groupIdsIn = (changes: MembershipKey[]): string[] => [...new Set(changes.map(change => change.groupId))]

/** The groups of these changes by id. @throws AppError `not_found` when a group or a person is not there. */
async function groupsOf(
  scope: CompanyScope,
  changes: MembershipKey[],
): Promise<Map<string, { id: string; name: string }>> {
  const groupIds = groupIdsIn(changes)
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

/** Who revokes takes from a group as it is; who grants gives what it is afterwards. */
async function demandMayChangeGrants(
  { scope, actor }: Pick<Context, 'scope' | 'actor'>,
  groupId: string,
  { grant, revoke }: { grant: string[]; revoke: string[] },
): Promise<void> {
  const before = await groupsIn(scope).keysOf([groupId])
  if (revoke.length) await requireHeld(scope, actor, 'revoke', before)
  if (grant.length) await requireHeld(scope, actor, 'grant', [...before.filter(key => !revoke.includes(key)), ...grant])
}

/** What the group would grant by this change and what it grants, as ids. */
const grantsMeanwhile = (now: string[], grant: string[], revoke: string[]): FieldMeanwhile[] => {
  const yours = [...new Set([...now, ...grant])].filter(id => !revoke.includes(id))
  return [{ field: 'permissions', yours: yours.toSorted(), theirs: now.toSorted() }]
}

export const changeGroupPermissions = command({
  name: 'groups.changePermissions',
  permission: 'groups:update',
  explain:
    'Grant permissions to a group if you have all of its permissions; revoke permissions if you have its built-in permissions.',
  input: changePermissionsInput,
  output: changeGroupPermissionsOutput,
  http: { method: 'PATCH', path: '/groups/:groupId/permissions' },
  versioned: ({ version }) => version,
  serialized: true,
  async run({ scope, actor, record }, { groupId, grant, revoke, version }) {
    if (grant.some(id => revoke.includes(id)))
      throw invalid({ grant: 'You cannot grant and revoke the same permission.' })
    const group = await groupsIn(scope).findForUpdate(groupId)
    const permissions = permissionsIn(scope)
    const wanted = [...new Set([...grant, ...revoke])]
    const known = new Map(
      (await permissions.findMany(wanted)).map(permission => [permission.id, permissionKey(permission)]),
    )
    if (known.size !== wanted.length) throw notFound('Permission')
    await demandMayChangeGrants({ scope, actor }, groupId, {
      grant: grant.map(id => known.get(id)!),
      revoke: revoke.map(id => known.get(id)!),
    })
    const now = await permissions.idsGrantedBy(groupId)
    const made = await groupsIn(scope).grantsChanged(groupId, editBy({ actor }, version))
    const next = await requireHit(
      { scope, actor },
      made,
      group,
      grantsMeanwhile(
        now.map(({ id }) => id),
        grant,
        revoke,
      ),
    )
    const byHand = { via: 'by_hand', by: actor.userId } as const
    const granted = await permissions.grant(groupId, grant, byHand)
    const revoked = await permissions.revoke(groupId, revoke, byHand)
    if (revoked.length) await administratorsIn(scope).mustRemain()
    const keys = (ids: string[]) => ids.map(id => known.get(id)!).sort()
    record(
      'group.permissions_changed',
      { group: { id: groupId, name: group.name }, granted: keys(granted), revoked: keys(revoked) },
      { target: { type: 'group', id: groupId } },
    )
    return { granted: granted.length, revoked: revoked.length, version: next }
  },
})
