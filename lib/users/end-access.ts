import { challengesIn } from '@/db/repositories/challenges'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { sessionsIn } from '@/db/repositories/sessions'
import type { CompanyScope } from '@/db/scope'
import type { EndedAccess } from './events'

type Kind = keyof EndedAccess

/**
 * Everything that lets a person in and ends with their access. Each ends all of one kind for these people, in one
 * statement, and returns whose, once for each that ended. What lets people in one day joins here, in `EndedAccess`
 * and in `endedWords`.
 */
const ends: Record<Kind, (scope: CompanyScope, userIds: string[]) => Promise<string[]>> = {
  sessions: (scope, userIds) => sessionsIn(scope).endAllOfMany(userIds),
  passwordResets: (scope, userIds) => passwordResetsIn(scope).endAllOfMany(userIds),
  signInCodes: (scope, userIds) => challengesIn(scope).endCodesOfMany(userIds),
}

const nothing = (): EndedAccess => ({ sessions: 0, passwordResets: 0, signInCodes: 0 })

/** Ends all access of these people; how much of each kind, by person. */
export async function endAccessOfMany(scope: CompanyScope, userIds: string[]): Promise<Map<string, EndedAccess>> {
  const counts = new Map(userIds.map(id => [id, nothing()]))
  // It opens nothing by itself, and must not go on where it was once somebody is back.
  await emailChangesIn(scope).endOpenOf(userIds)
  for (const kind of Object.keys(ends) as Kind[]) {
    for (const userId of await ends[kind](scope, userIds)) counts.get(userId)![kind] += 1
  }
  return counts
}
