import type { HoldingEnd, HoldingSource } from '@/db/schema'
import { slugFrom } from '@/lib/kernel/slug'
import { graceText } from '@/lib/security/summary'
import type { Life, LivingGroup, LivingPerson } from './life'

/** How somebody comes into a group. */
interface Entry {
  via: HoldingSource
  by: LivingPerson
  sourceId?: string
  sourceLine?: number
}

/** What happens to groups, what they grant and who is in them. */
export function groupActs(life: Life) {
  const { rows, note, mustBeAllowed, id } = life

  const openMembership = (person: LivingPerson, group: LivingGroup) =>
    rows.memberships.findLast(row => row.userId === person.id && row.groupId === group.id && !row.endedAt)

  const join = (at: Date, person: LivingPerson, group: LivingGroup, { by, ...source }: Entry): void => {
    if (person.groups.has(group)) throw new Error(`${person.name} is in ${group.name} already.`)
    person.groups.add(group)
    const { via, ...rest } = source
    const holding = { addedVia: via, addedBy: by.id, ...rest, validFrom: at, createdAt: at }
    rows.memberships.push({ id: id(at), groupId: group.id, userId: person.id, ...holding })
  }

  const leave = (at: Date, person: LivingPerson, group: LivingGroup, via: HoldingEnd, by: LivingPerson): void => {
    const membership = openMembership(person, group)
    if (!membership || !person.groups.delete(group)) throw new Error(`${person.name} is not in ${group.name}.`)
    Object.assign(membership, { endedAt: at, endedBy: by.id, endedVia: via })
  }

  const grant = (at: Date, group: LivingGroup, key: string, by: LivingPerson): void => {
    const permissionId = life.permissions.get(key)
    if (!permissionId) throw new Error(`The company has no permission ${key}.`)
    group.grants.add(key)
    const source = { addedVia: 'by_hand', addedBy: by.id } as const
    rows.grants.push({ id: id(at), groupId: group.id, permissionId, ...source, validFrom: at, createdAt: at })
  }

  const revoke = (at: Date, group: LivingGroup, key: string, via: HoldingEnd, by: LivingPerson): void => {
    const permissionId = life.permissions.get(key)
    const row = rows.grants.findLast(
      one => one.groupId === group.id && one.permissionId === permissionId && !one.endedAt,
    )
    if (!row || !group.grants.delete(key)) throw new Error(`${group.name} does not grant ${key}.`)
    Object.assign(row, { endedAt: at, endedBy: by.id, endedVia: via })
  }

  const edited = ({ row }: LivingGroup, at: Date, by: LivingPerson): void => {
    if (row) Object.assign(row, { version: (row.version ?? 1) + 1, updatedAt: at, updatedBy: by.id })
  }

  const aboutGroup = (group: LivingGroup) => ({ type: 'group', id: group.id }) as const

  return {
    join,
    leave,

    /** A permission of one of the company's other systems. */
    addPermission(at: Date, by: LivingPerson, key: string, description: string): void {
      mustBeAllowed(at, by, 'permissions:create')
      const [resource = '', action = ''] = key.split(':')
      const permissionId = id(at)
      life.permissions.set(key, permissionId)
      rows.permissions.push({ id: permissionId, resource, action, description, createdAt: at })
      rows.permissionKeys.push({ id: id(at), permissionId, resource, action, validFrom: at })
      const target = { type: 'permission', id: permissionId } as const
      note(at, 'permission.created', { permission: key, description }, { by, operation: 'permissions.create', target })
    },

    /** No group grants it any longer. */
    removePermission(at: Date, by: LivingPerson, key: string): void {
      mustBeAllowed(at, by, 'permissions:delete', ['deletePermission', [key]])
      const granting = [...life.groups.values()].filter(group => group.grants.has(key))
      const holders = [...life.people.values()].filter(
        person => person.status === 'active' && granting.some(group => person.groups.has(group)),
      )
      for (const group of granting) revoke(at, group, key, 'permission_deleted', by)
      const permissionId = life.permissions.get(key)!
      life.permissions.delete(key)
      rows.permissions.splice(
        rows.permissions.findIndex(row => row.id === permissionId),
        1,
      )
      const named = rows.permissionKeys.findLast(row => row.permissionId === permissionId && !row.endedAt)
      if (named) named.endedAt = at
      const facts = { permission: key, groups: granting.map(({ name }) => name).sort(), people: holders.length }
      const target = { type: 'permission', id: permissionId } as const
      note(at, 'permission.deleted', facts, { by, operation: 'permissions.delete', target })
    },

    createGroup(at: Date, by: LivingPerson, name: string, description: string): LivingGroup {
      mustBeAllowed(at, by, 'groups:create')
      const slug = slugFrom(name)
      const row = { id: id(at), name, nameKey: '', slug, description, createdAt: at }
      const group = { id: row.id, name, grants: new Set<string>(), asksForFactor: false, row }
      life.groups.set(name, group)
      rows.groups.push(row)
      rows.groupNames.push({ id: id(at), groupId: group.id, name, validFrom: at })
      const facts = { group: { id: group.id, name }, slug, description }
      note(at, 'group.created', facts, { by, operation: 'groups.create', target: aboutGroup(group) })
      return group
    },

    renameGroup(at: Date, by: LivingPerson, from: string, to: { name: string; description: string }): void {
      const group = life.group(from)
      mustBeAllowed(at, by, 'groups:update', ['editGroup', [...group.grants]])
      const before = { name: from, slug: group.row!.slug, description: group.row!.description ?? '' }
      const after = { ...to, slug: slugFrom(to.name) }
      const changes = Object.fromEntries(
        (Object.keys(after) as (keyof typeof after)[])
          .filter(field => after[field] !== before[field])
          .map(field => [field, { from: before[field], to: after[field] }]),
      )
      Object.assign(group, { name: to.name })
      Object.assign(group.row!, after)
      edited(group, at, by)
      life.groups.delete(from)
      life.groups.set(to.name, group)
      const named = rows.groupNames.findLast(row => row.groupId === group.id && !row.endedAt)
      if (named) named.endedAt = at
      rows.groupNames.push({ id: id(at), groupId: group.id, name: to.name, validFrom: at })
      const facts = { group: { id: group.id, name: from }, changes }
      note(at, 'group.updated', facts, { by, operation: 'groups.update', target: aboutGroup(group) })
    },

    deleteGroup(at: Date, by: LivingPerson, name: string): void {
      const group = life.group(name)
      mustBeAllowed(at, by, 'groups:delete', ['deleteGroup', [...group.grants]])
      const members = [...life.people.values()].filter(person => person.groups.has(group))
      const permissions = [...group.grants].sort()
      for (const person of members) leave(at, person, group, 'group_deleted', by)
      for (const key of permissions) revoke(at, group, key, 'group_deleted', by)
      rows.groups.splice(rows.groups.indexOf(group.row!), 1)
      life.groups.delete(name)
      const named = rows.groupNames.findLast(row => row.groupId === group.id && !row.endedAt)
      if (named) named.endedAt = at
      const facts = { group: { id: group.id, name }, members: members.length, permissions }
      note(at, 'group.deleted', facts, { by, operation: 'groups.delete', target: aboutGroup(group) })
    },

    changeGrants(
      at: Date,
      by: LivingPerson,
      name: string,
      change: { grant?: readonly string[]; revoke?: readonly string[] },
    ): void {
      const group = life.group(name)
      const [granted, revoked] = [[...(change.grant ?? [])], [...(change.revoke ?? [])]]
      mustBeAllowed(at, by, 'groups:update', ['grant', [...group.grants, ...granted]])
      for (const key of revoked) revoke(at, group, key, 'by_hand', by)
      for (const key of granted) grant(at, group, key, by)
      edited(group, at, by)
      const facts = { group: { id: group.id, name }, granted: granted.sort(), revoked: revoked.sort() }
      note(at, 'group.permissions_changed', facts, {
        by,
        operation: 'groups.changePermissions',
        target: aboutGroup(group),
      })
    },

    /** Its members must have a second factor, after some days of grace. */
    requireFactor(at: Date, by: LivingPerson, name: string, graceDays: number): void {
      const group = life.group(name)
      mustBeAllowed(at, by, 'groups:update', ['changeGroupSecondFactor', [...group.grants]])
      group.asksForFactor = true
      const asked = { requiresSecondFactor: true, secondFactorGraceDays: graceDays, secondFactorSince: at }
      Object.assign(group.row!, asked)
      edited(group, at, by)
      const facts = {
        group: { id: group.id, name },
        from: 'not required',
        to: `required ${graceText(graceDays)}`,
      }
      note(at, 'group.second_factor_changed', facts, {
        by,
        operation: 'groups.changeSecondFactor',
        target: aboutGroup(group),
      })
    },

    addMember(at: Date, by: LivingPerson, person: LivingPerson, name: string): void {
      const group = life.group(name)
      mustBeAllowed(at, by, 'groups:update', ['handOut', [...group.grants]])
      join(at, person, group, { via: 'by_hand', by })
      const target = { type: 'user', id: person.id } as const
      const facts = { group: { id: group.id, name } }
      note(at, 'group.member_added', facts, { by, operation: 'groups.changeMembers', target })
    },

    removeMember(at: Date, by: LivingPerson, person: LivingPerson, name: string): void {
      const group = life.group(name)
      mustBeAllowed(at, by, 'groups:update', ['removeFromGroup', [...group.grants]])
      leave(at, person, group, 'by_hand', by)
      const target = { type: 'user', id: person.id } as const
      const facts = { group: { id: group.id, name } }
      note(at, 'group.member_removed', facts, { by, operation: 'groups.changeMembers', target })
    },
  }
}
