import { actorsIn, type ActivePerson } from '@/db/repositories/actors'
import { groupsIn } from '@/db/repositories/groups'
import { soleHoldersIn } from '@/db/repositories/sole-holders'
import type { CompanyScope } from '@/db/scope'
import { NotHeldError } from '@/lib/kernel/errors'
import { missingPermissions } from '@/lib/operation/can'
import { explainNotHeld, lackingKeys, type AccessChange } from './held'

/** Who acts: with a session, or by work that goes on without one. */
type Holder = Pick<ActivePerson, 'permissions'>

/**
 * Refuses an act on what these keys allow where the actor does not hold them (lib/permissions/held.ts has the rule). Such an
 * act runs `serialized`, so that neither side changes meanwhile.
 * @throws NotHeldError naming what lacks, the groups that grant it, and whom to ask
 */
export async function requireHeld(
  scope: CompanyScope,
  actor: Holder,
  act: AccessChange,
  keys: readonly string[],
): Promise<void> {
  const lacking = lackingKeys(act, actor, keys)
  if (!lacking.length) return
  const help = await actorsIn(scope).helpFor(lacking)
  throw new NotHeldError(explainNotHeld(act, lacking, help), { lacking, ...help })
}

/** The same for an act on people: by all that their groups grant them. */
export const requireHeldOfUsers = async (
  scope: CompanyScope,
  actor: Holder,
  act: AccessChange,
  userIds: readonly string[],
): Promise<void> => requireHeld(scope, actor, act, await soleHoldersIn(scope).keysOf(userIds))

/** The same for an act on groups: by all that they grant. */
export const requireHeldOfGroups = async (
  scope: CompanyScope,
  actor: Holder,
  act: AccessChange,
  groupIds: readonly string[],
): Promise<void> => requireHeld(scope, actor, act, await groupsIn(scope).keysOf(groupIds))

/** Whether each of these people is active and holds all that this person's groups grant. */
export async function allHold(scope: CompanyScope, people: readonly string[], userId: string): Promise<boolean> {
  if (!people.length) return true
  const keys = await soleHoldersIn(scope).keysOf([userId])
  for (const id of people) {
    const person = await actorsIn(scope).byUser(id)
    if (!person || missingPermissions(person, keys).length) return false
  }
  return true
}
