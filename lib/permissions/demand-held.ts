import { actorsIn, type ActivePerson } from '@/db/repositories/actors'
import { groupsIn } from '@/db/repositories/groups'
import { holdersIn } from '@/db/repositories/sole-holders'
import type { CompanyScope } from '@/db/scope'
import { NotHeldError } from '@/lib/kernel/errors'
import { missingFrom } from '@/lib/operation/can'
import { explainNotHeld, lackingFor, type Act } from './held'

/** Who acts: with a session, or by work that goes on without one. */
type Holder = Pick<ActivePerson, 'permissions'>

/**
 * Refuses an act on what these keys allow where the actor does not hold them (lib/permissions/held.ts has the rule). Such an
 * act runs `inTurn`, so that neither side changes meanwhile.
 * @throws NotHeldError naming what lacks, the groups that grant it, and whom to ask
 */
export async function demandHeld(scope: CompanyScope, actor: Holder, act: Act, keys: readonly string[]): Promise<void> {
  const lacking = lackingFor(act, actor, keys)
  if (!lacking.length) return
  const help = await actorsIn(scope).helpFor(lacking)
  throw new NotHeldError(explainNotHeld(act, lacking, help), { lacking, ...help })
}

/** The same for an act on people: by all that their groups grant them. */
export const demandHeldOf = async (
  scope: CompanyScope,
  actor: Holder,
  act: Act,
  userIds: readonly string[],
): Promise<void> => demandHeld(scope, actor, act, await holdersIn(scope).keysOf(userIds))

/** The same for an act on groups: by all that they grant. */
export const demandHeldOfGroups = async (
  scope: CompanyScope,
  actor: Holder,
  act: Act,
  groupIds: readonly string[],
): Promise<void> => demandHeld(scope, actor, act, await groupsIn(scope).keysOf(groupIds))

/** Whether each of these people is active and holds all that this person's groups grant. */
export async function allHold(scope: CompanyScope, people: readonly string[], userId: string): Promise<boolean> {
  if (!people.length) return true
  const keys = await holdersIn(scope).keysOf([userId])
  for (const id of people) {
    const person = await actorsIn(scope).byUser(id)
    if (!person || missingFrom(person, keys).length) return false
  }
  return true
}
