/**
 * Permission arithmetic, pure and safe in a browser: the page hides with the same `can()`
 * that the operation refuses with. A key is `resource:action`; `*:*` is full access,
 * `users:*` every action on users and `*:read` reading everything. Nothing is denied by a rule.
 * `coversSql` in db/holdings.ts is the same for the database; db/holdings.test.ts holds them equal.
 */

export const FULL_ACCESS = '*:*'

export interface PermissionHolder {
  permissions: readonly string[]
}

/** Whether the held key `held` allows what the key `wanted` names. */
export const covers = (held: string, wanted: string): boolean => {
  const [heldResource, heldAction] = held.split(':')
  const [resource, action] = wanted.split(':')
  return (heldResource === '*' || heldResource === resource) && (heldAction === '*' || heldAction === action)
}

/** Whether someone holding `holder.permissions` may do `wanted`. */
export const can = (holder: PermissionHolder, wanted: string): boolean =>
  holder.permissions.some(held => covers(held, wanted))

/** Those of `wanted` that the holder lacks: what they may not grant or assign to anybody. */
export const missingPermissions = (holder: PermissionHolder, wanted: readonly string[]): string[] =>
  wanted.filter(key => !can(holder, key))
