import { groupsIn } from '@/db/repositories/groups'
import type { CompanyScope } from '@/db/scope'
import { GroupGrownError } from '@/lib/kernel/errors'
import { missingPermissions } from '@/lib/operation/can'

/** A group as it was looked at before an act: by its id, so that another name leads nowhere else, and with the keys it granted. */
interface ReviewedGrants {
  id: string
  grants: readonly string[]
}

/** What a group grants beyond what it granted when it was looked at. */
interface GroupWithMoreGrants {
  id: string
  name: string
  grants: string[]
  /** Of these, what nobody saw. */
  added: string[]
}

/** What of these keys goes beyond what was looked at; granting less is fine. */
export const grantsBeyond = (seen: readonly string[], now: readonly string[]): string[] =>
  missingPermissions({ permissions: seen }, now).sort()

/** Those of these groups that grant more than when they were looked at. One that is gone grants nothing. */
export async function groupsWithMoreGrants(
  scope: CompanyScope,
  pinned: readonly ReviewedGrants[],
): Promise<GroupWithMoreGrants[]> {
  if (!pinned.length) return []
  const ids = pinned.map(group => group.id)
  const granted = await groupsIn(scope).permissionKeys(ids)
  const now = new Map<string, string[]>()
  for (const { groupId, key } of granted) now.set(groupId, [...(now.get(groupId) ?? []), key])
  const grown = pinned.flatMap(({ id, grants }) => {
    const added = grantsBeyond(grants, now.get(id) ?? [])
    return added.length ? [{ id, grants: now.get(id)!.toSorted(), added }] : []
  })
  if (!grown.length) return []
  const names = new Map(
    (await groupsIn(scope).findMany(grown.map(group => group.id))).map(({ id, name }) => [id, name]),
  )
  return grown.map(group => ({ ...group, name: names.get(group.id)! }))
}

/**
 * For an action after a look at what it would hand out or take away.
 * @throws GroupGrownError where a group has grown since
 */
export async function requireNoMoreGrants(scope: CompanyScope, pinned: readonly ReviewedGrants[]): Promise<void> {
  const grown = await groupsWithMoreGrants(scope, pinned)
  if (grown.length) throw new GroupGrownError(grown)
}
