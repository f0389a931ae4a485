import { exemptionsIn } from '@/db/repositories/exemptions'
import { usersIn } from '@/db/repositories/users'
import { endOf } from '@/lib/kernel/days'
import { AppError } from '@/lib/kernel/errors'
import { noOutput } from '@/lib/kernel/outputs'
import { userIdInput } from '@/lib/kernel/person-fields'
import { command } from '@/lib/operation/define'
import { requireHeldOfUsers } from '@/lib/permissions/require-held'
import { requireExemptionDay } from './days'
import { grantExemptionInput } from './input'
import './events'

export const grantExemption = command({
  name: 'exemptions.grant',
  permission: 'users:manage-credentials',
  explain: 'Exempt a person from required two-factor authentication for a while, with a reason.',
  input: grantExemptionInput,
  output: noOutput,
  internal: 'It belongs to the page of a person.',
  stepUp: true,
  serialized: true,
  async run({ scope, actor, record }, { userId, reason, until: lastDay }) {
    const { timeZone } = actor.company
    requireExemptionDay(lastDay, timeZone)
    const user = await usersIn(scope).findForUpdate(userId)
    if (user.id === actor.userId) {
      throw new AppError('own_account', 'You cannot add an exception for yourself. Ask another administrator.')
    }
    if (user.status !== 'active') {
      throw new AppError(
        'wrong_status',
        `Only active people can have an exception, and ${user.name} is ${user.status}.`,
      )
    }
    await requireHeldOfUsers(scope, actor, 'weakenSignIn', [userId])
    const until = endOf(lastDay, timeZone)
    await exemptionsIn(scope).grant({ userId, reason, until, grantedBy: actor.userId })
    record('exemption.granted', { reason, lastDay, timeZone }, { target: { type: 'user', id: userId } })
  },
})

export const endExemption = command({
  name: 'exemptions.end',
  permission: 'users:manage-credentials',
  explain: "End a person's two-factor exception early.",
  input: userIdInput,
  output: noOutput,
  internal: 'It belongs to the page of a person.',
  stepUp: true,
  serialized: true,
  async run({ scope, actor, record }, { userId }) {
    await usersIn(scope).findForUpdate(userId)
    await requireHeldOfUsers(scope, actor, 'endExemption', [userId])
    await exemptionsIn(scope).end(userId)
    record('exemption.ended', {}, { target: { type: 'user', id: userId } })
  },
})
