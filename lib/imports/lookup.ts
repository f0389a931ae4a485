import { groupsIn } from '@/db/repositories/groups'
import { membershipsIn } from '@/db/repositories/memberships'
import { usersIn } from '@/db/repositories/users'
import type { ReviewedGroup } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { invalid } from '@/lib/kernel/errors'
import { addressKey, lookUpBy, nameKey } from '@/lib/kernel/fold'
import type { PermissionHolder } from '@/lib/operation/can'
import { lackingKeys } from '@/lib/permissions/held'
import { forEachInBatches } from './batches'
import type { FileRow } from './parse'
import { possibleNames, type ExistingRecords, type ExistingGroup } from './validate'

/** Half as many as there may be people, and more than any company has groups: each is looked up and compared. */
const MAX_GROUP_NAMES = 5000

/**
 * Every name of a group that any of these rows may mean, once.
 * @throws AppError `invalid_input` at `file` where there are more than anybody's groups
 */
export async function groupNamesIn(rows: readonly Pick<FileRow, 'groups'>[]): Promise<string[]> {
  const names = new Set<string>()
  await forEachInBatches(rows, row => {
    for (const name of possibleNames(row.groups)) names.add(name)
    if (names.size > MAX_GROUP_NAMES)
      throw invalid({
        file: 'This file names more than 5,000 different groups. Check that the columns are matched correctly.',
      })
  })
  return [...names]
}

/** Looks up what a company has of these people and groups; a few statements, however many they are. */
export async function lookUpRows(
  scope: CompanyScope,
  importer: PermissionHolder,
  emails: string[],
  groupNames: string[],
): Promise<ExistingRecords> {
  return { ...(await lookUpPeople(scope, emails)), groups: await lookUpGroups(scope, importer, groupNames) }
}

interface FoundPeople extends Required<Pick<ExistingRecords, 'people' | 'groupsOf'>> {
  idOf: (email: string) => string | undefined
}

const inNone: ReadonlySet<string> = new Set()

/** Those who are here, by their address: their id, their status, and the groups of those who are active. */
export async function lookUpPeople(scope: CompanyScope, emails: string[]): Promise<FoundPeople> {
  const people = await usersIn(scope).byEmails(emails)
  const found = lookUpBy(people, ({ email }) => email, addressKey)
  const active = people.filter(({ status }) => status === 'active').map(({ id }) => id)
  const groupsOf = await membershipsIn(scope).groupIdsOf(active)
  return {
    people: email => found(email)[0]?.status,
    idOf: email => found(email)[0]?.id,
    groupsOf: email => groupsOf.get(found(email)[0]?.id ?? '') ?? inNone,
  }
}

/** The groups by their name, each with what it grants. */
export const lookUpGroups = async (
  scope: CompanyScope,
  importer: PermissionHolder,
  names: string[],
): Promise<ExistingRecords['groups']> =>
  withGrants(scope, importer, await groupsIn(scope).byNames(names), group => group.name)

/** Groups that a review found, as they are by now, by the name in the file: whatever one is called meanwhile. Those that are gone are left out. */
export async function lookUpReviewed(
  scope: CompanyScope,
  importer: PermissionHolder,
  reviewed: readonly ReviewedGroup[],
): Promise<ExistingRecords['groups']> {
  const nameOf = new Map(reviewed.map(({ id, name }) => [id, name]))
  return withGrants(scope, importer, nameOf.size ? await groupsIn(scope).findMany([...nameOf.keys()]) : [], group =>
    nameOf.get(group.id)!,
  )
}

/** The groups that any of these names means, each once. */
export const meant = <Group extends { id: string }>(
  names: Iterable<string>,
  groups: (name: string) => Group[],
): Group[] => {
  const found = [...new Set(names)].flatMap(groups)
  return [...new Map(found.map(group => [group.id, group])).values()]
}

async function withGrants(
  scope: CompanyScope,
  importer: PermissionHolder,
  groups: { id: string; name: string }[],
  nameOf: (group: { id: string; name: string }) => string,
): Promise<ExistingRecords['groups']> {
  const granted = groups.length ? await groupsIn(scope).permissionKeys(groups.map(group => group.id)) : []
  const found = groups.map(({ id, name }) => {
    const grants = granted.filter(grant => grant.groupId === id).map(grant => grant.key)
    return { id, name, grants, notHeld: lackingKeys('handOut', importer, grants) }
  })
  return lookUpBy<ExistingGroup>(found, nameOf, nameKey)
}
