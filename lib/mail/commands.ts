import { z } from 'zod'
import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { AppError } from '@/lib/kernel/errors'
import { lookup } from '@/lib/kernel/lookup'
import { noOutput } from '@/lib/kernel/outputs'
import { paths } from '@/lib/kernel/paths'
import { command } from '@/lib/operation/define'
import { absoluteUrl } from '@/lib/platform/mail/absolute-url'
import { enqueueEmail } from '@/lib/platform/mail/enqueue'
import { mailTasks } from '@/lib/platform/mail/priorities'
import { templateLabel } from '@/lib/platform/mail/templates'
import { limitRate } from '@/lib/throttling/rate-limit'
import { mailInput } from './input'
import './events'

/** Enough to set a server up with. */
const TEST_MAILS_AN_HOUR = 60

export const sendTestMail = command({
  name: 'mail.sendTest',
  permission: 'settings:manage-mail',
  explain: 'Send a test email to your own address.',
  input: z.object({}),
  output: noOutput,
  internal: 'It is for whoever looks after the mail at a page.',
  serialized: true,
  async run({ scope, actor, record }) {
    await limitRate(scope, {
      event: 'mail.test_sent',
      personId: actor.userId,
      most: TEST_MAILS_AN_HOUR,
      hours: 1,
      sentence: `You have sent ${TEST_MAILS_AN_HOUR} test emails in the last hour, which is the limit. Try again later.`,
    })
    await enqueueEmail(scope, {
      template: 'test',
      to: { name: actor.name, address: actor.email },
      userId: actor.userId,
      content: {
        company: actor.company.name,
        sender: actor.name,
        settingsUrl: absoluteUrl(paths.mailSettings(actor.company.slug)),
      },
    })
    record('mail.test_sent', {}, { target: { type: 'user', id: actor.userId } })
  },
})

/** Why a mail that is not delayed is not tried again. */
const settled: Record<string, string> = {
  queued: 'This email is already waiting to be sent.',
  sending: 'This email is being sent right now.',
  sent: 'The mail server already accepted this email.',
  off: 'This email was written to a file because email is off.',
  // What it said, and the link in it, went with the last try: who is written to so late needs a new one anyway.
  failed: 'This email failed and its content was deleted. Send a new one instead.',
}

export const retryMail = command({
  name: 'mail.retry',
  permission: 'settings:manage-mail',
  explain: 'Retry a delayed email now.',
  input: mailInput,
  output: noOutput,
  internal: 'It is for whoever looks after the mail at a page.',
  async run({ scope, record }, { mailId }) {
    const mails = mailMessagesIn(scope)
    const mail = await mails.findForUpdate(mailId)
    if (mail.state !== 'delayed')
      throw new AppError('wrong_status', lookup(settled, mail.state) ?? 'This email cannot be retried.')
    await mails.hasten(mailId)
    await jobsIn(scope).add(mailTasks[mail.priority].call, mailId)
    record(
      'mail.retried',
      { mail: templateLabel(mail.template) },
      { target: mail.userId ? { type: 'user', id: mail.userId } : undefined },
    )
  },
})
