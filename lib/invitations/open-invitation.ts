import { accessIn } from '@/db/repositories/access'
import { companiesIn } from '@/db/repositories/companies'
import { invitationsIn } from '@/db/repositories/invitations'
import type { CompanyScope } from '@/db/scope'
import { AppError } from '@/lib/kernel/errors'
import type { Context } from '@/lib/operation/define'

/** How many days an invitation is good for: as many as were chosen, else as the company says. */
export const daysOfInvitation = async (scope: CompanyScope, chosen: number | undefined): Promise<number> =>
  chosen ?? (await companiesIn(scope).invitationDays())[0]!.days

/**
 * One that is neither accepted nor cancelled, held until the transaction ends, with its person and their groups.
 * @param action what cannot be done any more with another one
 * @throws AppError `wrong_status`
 */
export async function findOpenInvitation({ scope }: Pick<Context, 'scope'>, invitationId: string, action: string) {
  const { userId, status, ...invitation } = await invitationsIn(scope).findForUpdate(invitationId)
  if (!userId || (status !== 'pending' && status !== 'expired')) {
    const end = status === 'accepted' ? 'accepted' : 'cancelled'
    throw new AppError(
      'wrong_status',
      `The invitation for ${invitation.email} can no longer be ${action} because it was ${end}.`,
    )
  }
  const groups = await accessIn(scope).groupsOf(userId)
  return {
    ...invitation,
    userId,
    status,
    groups: groups.map(group => group.name),
    target: { type: 'user', id: userId } as const,
  }
}
