import { z } from 'zod'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { usersIn } from '@/db/repositories/users'
import { AppError, invalid, notFound } from '@/lib/kernel/errors'
import { addressKey } from '@/lib/kernel/fold'
import { formatDate } from '@/lib/kernel/format-date'
import { noOutput } from '@/lib/kernel/outputs'
import { command } from '@/lib/operation/define'
import { limitEmailChanges, resendEmailChangeLink, startEmailChange } from './change'
import { requestEmailChangeInput } from './input'
import './events'

const OWN = 'It changes nothing but the own account.'
const AT_A_BROWSER = 'A person does it at a browser, about themselves.'

/**
 * Asks for another address of one's own. It counts as soon as its mailbox has proved itself; whether somebody else in the
 * company has it is told then, to who holds the mailbox, and to nobody before.
 */
export const requestEmailChange = command({
  name: 'emailChange.request',
  permission: null,
  because: OWN,
  explain: 'Request a change of your own email address.',
  stepUp: true,
  input: requestEmailChangeInput,
  output: noOutput,
  internal: AT_A_BROWSER,
  async run({ scope, actor, record, request }, { email }) {
    const person = await usersIn(scope).findForUpdate(actor.userId)
    if (addressKey(email) === addressKey(person.email)) throw invalid({ email: 'This is already your email address.' })
    const [hold] = await emailChangesIn(scope).holdOf(actor.userId)
    if (hold?.until) {
      throw new AppError(
        'conflict',
        `The last change was reported from your previous address, so you cannot change your email address until ${formatDate(hold.until, actor.timeZone)}. An administrator can change it for you.`,
      )
    }
    await limitEmailChanges(scope, actor.userId)
    await startEmailChange(scope, { company: actor.company, person, to: email }, request)
    record('email_change.requested', {}, { target: { type: 'user', id: actor.userId } })
  },
})

export const resendEmailChange = command({
  name: 'emailChange.resend',
  permission: null,
  because: OWN,
  explain: 'Resend the link that confirms your new email address.',
  stepUp: true,
  input: z.object({}),
  output: noOutput,
  internal: AT_A_BROWSER,
  async run({ scope, actor, record }) {
    const person = await usersIn(scope).findForUpdate(actor.userId)
    const [open] = await emailChangesIn(scope).openOf(actor.userId)
    if (!open) throw notFound('Change of your email address')
    await limitEmailChanges(scope, actor.userId)
    await resendEmailChangeLink(scope, open, { company: actor.company, person })
    record('email_change.requested', { again: true }, { target: { type: 'user', id: actor.userId } })
  },
})

export const cancelEmailChange = command({
  name: 'emailChange.cancel',
  permission: null,
  because: OWN,
  explain: 'Cancel the change of your own email address.',
  input: z.object({}),
  output: noOutput,
  internal: AT_A_BROWSER,
  async run({ scope, actor, record }) {
    await usersIn(scope).findForUpdate(actor.userId)
    if (!(await emailChangesIn(scope).endOpenOf([actor.userId]))) throw notFound('Change of your email address')
    record('email_change.cancelled', {}, { target: { type: 'user', id: actor.userId } })
  },
})
