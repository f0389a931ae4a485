import { invitationsIn } from '@/db/repositories/invitations'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { invalid } from '@/lib/kernel/errors'
import { addressKey, lookUpBy } from '@/lib/kernel/fold'
import type { Actor } from '@/lib/operation/actor'
import { can } from '@/lib/operation/can'
import type { AddressConflict } from './address-conflict'

/** Where people stand who cannot be invited because they are here already; as much of it as the actor may know. */
export async function findConflicts(scope: CompanyScope, actor: Actor, emails: string[]): Promise<AddressConflict[]> {
  const people = await usersIn(scope).byEmails(emails)
  const invitations = await invitationsIn(scope).openOfMany(
    people.filter(({ status }) => status === 'invited').map(({ id }) => id),
  )
  const invitationOf = new Map(invitations.map(({ id, userId }) => [userId, id]))
  const known = lookUpBy(people, ({ email }) => email, addressKey)
  return emails.flatMap(email => {
    const [person] = known(email)
    if (!person) return []
    const invitationId = invitationOf.get(person.id)
    return [
      {
        email,
        status: person.status,
        ...(invitationId && { invitationId }),
        ...(can(actor, 'users:read') && { userId: person.id }),
      },
    ]
  })
}

const sentences: Record<AddressConflict['status'], (email: string) => string> = {
  active: email => `${email} is already a user.`,
  invited: email => `${email} has already been invited. You can resend the invitation.`,
  inactive: email => `${email} is inactive and can be reactivated.`,
}

export const conflictSentence = ({ email, status }: AddressConflict): string => sentences[status](email)

/**
 * Refuses an address that somebody else has, or left lately and may get back, with who that is.
 * @throws AppError `invalid_input` at the field `email`
 */
export async function requireFreeAddress(
  scope: CompanyScope,
  actor: Actor,
  personId: string,
  email: string,
): Promise<void> {
  if (!(await usersIn(scope).isAddressOfOther(personId, email))) return
  const [taken] = await findConflicts(scope, actor, [email])
  throw invalid({ email: taken ? conflictSentence(taken) : `${email} is already in use.` })
}
