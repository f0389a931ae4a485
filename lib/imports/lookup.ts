import { groupsIn } from '@/db/repositories/groups'
import { usersIn } from '@/db/repositories/users'
import type { ReviewedGroup } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { addressKey, nameKey } from '@/lib/kernel/fold'
import type { PermissionHolder } from '@/lib/operation/can'
import { lackingKeys } from '@/lib/permissions/held'
import type { ExistingRecords, ExistingGroup } from './validate'

/** Looks up what a company has of these people and groups; three statements, however many they are. */
export async function lookUpRows(
  scope: CompanyScope,
  importer: PermissionHolder,
  emails: string[],
  groupNames: string[],
): Promise<ExistingRecords> {
  return { people: await lookUpPeople(scope, emails), groups: await lookUpGroups(scope, importer, groupNames) }
}

/** The status of those who are here, by the key of their address. */
export async function lookUpPeople(scope: CompanyScope, emails: string[]): Promise<ExistingRecords['people']> {
  const people = await usersIn(scope).byEmails(emails)
  return new Map(people.map(({ email, status }) => [addressKey(email), status]))
}

/** The groups by the key of their name, each with what it grants. */
export const lookUpGroups = async (
  scope: CompanyScope,
  importer: PermissionHolder,
  names: string[],
): Promise<Map<string, ExistingGroup>> =>
  withGrants(scope, importer, await groupsIn(scope).byNames(names), group => group.name)

/** Groups that a review found, as they are by now, by the name in the file: whatever one is called meanwhile. Those that are gone are left out. */
export async function lookUpReviewed(
  scope: CompanyScope,
  importer: PermissionHolder,
  reviewed: readonly ReviewedGroup[],
): Promise<Map<string, ExistingGroup>> {
  if (!reviewed.length) return new Map()
  const nameOf = new Map(reviewed.map(({ id, name }) => [id, name]))
  return withGrants(scope, importer, await groupsIn(scope).findMany([...nameOf.keys()]), group => nameOf.get(group.id)!)
}

async function withGrants(
  scope: CompanyScope,
  importer: PermissionHolder,
  groups: { id: string; name: string }[],
  nameOf: (group: { id: string; name: string }) => string,
) {
  const granted = groups.length ? await groupsIn(scope).permissionKeys(groups.map(group => group.id)) : []
  return new Map(
    groups.map(group => {
      const grants = granted.filter(grant => grant.groupId === group.id).map(grant => grant.key)
      const { id, name } = group
      return [nameKey(nameOf(group)), { id, name, grants, notHeld: lackingKeys('handOut', importer, grants) }]
    }),
  )
}
