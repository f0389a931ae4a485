import { actorsIn, type Actor } from '@/db/repositories/actors'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { missingFrom } from './can'
import { demandHeld } from './held'
import { keyOf } from './key'

const keysOf = async (scope: CompanyScope, userId: string): Promise<string[]> => (await usersIn(scope).permissionsOf(userId)).map(keyOf)

/**
 * For what would let the actor, or whomever they like, act as this person: they must hold all that the person's groups grant.
 * Such a deed runs `inTurn`, so that neither side changes meanwhile.
 * @param deed how the sentence calls it, such as "hand out"
 * @throws AppError `not_held`, naming what is missing
 */
export async function demandHeldOf(scope: CompanyScope, actor: Actor, userId: string, deed: string): Promise<void> {
  demandHeld(actor, await keysOf(scope, userId), deed)
}

/** Whether each of these people is active and holds all that this person's groups grant. */
export async function allHold(scope: CompanyScope, people: readonly string[], userId: string): Promise<boolean> {
  if (!people.length) return true
  const keys = await keysOf(scope, userId)
  for (const id of people) {
    const person = await actorsIn(scope).byUser(id)
    if (!person || missingFrom(person, keys).length) return false
  }
  return true
}
