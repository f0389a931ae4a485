import { groupsIn } from '@/db/repositories/groups'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { missingFrom, type PermissionHolder } from '../permissions/can'
import type { Known, KnownGroup } from './judge'

/** Looks up what a company has of these people and groups; three statements, however many they are. */
export async function lookUp(scope: CompanyScope, importer: PermissionHolder, emails: string[], groupNames: string[]): Promise<Known> {
  const people = await usersIn(scope).byEmails(emails)
  return {
    people: new Map(people.map(({ email, status }) => [email.toLowerCase(), status])),
    groups: await lookUpGroups(scope, importer, groupNames),
  }
}

/** The groups by name in lower case, each with what it grants and the importer lacks. */
export async function lookUpGroups(scope: CompanyScope, importer: PermissionHolder, names: string[]): Promise<Map<string, KnownGroup>> {
  const found = await groupsIn(scope).byNames(names)
  const granted = await groupsIn(scope).permissionKeys(found.map(group => group.id))
  return new Map(
    found.map(({ id, name }) => {
      const keys = granted.filter(grant => grant.groupId === id).map(grant => grant.key)
      return [name.toLowerCase(), { id, name, notHeld: missingFrom(importer, keys).sort() }]
    }),
  )
}
