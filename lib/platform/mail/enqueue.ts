import { v7 as uuidv7 } from 'uuid'
import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { mailPriorities, type MailPriority } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { encrypt } from '@/lib/kernel/encryption'
import { mailTasks } from './priorities'
import { templatePriority, type TemplateName } from './templates'
import type { TemplateContents } from './templates/content'

interface OutgoingEmail<L extends TemplateName> {
  template: L
  to: { name: string; address: string }
  /** The user it is for, with whom it goes. */
  userId?: string
  content: TemplateContents[L]
  /** Another than such an email usually has. */
  priority?: MailPriority
}

/** Binds the encrypted content of a mail to its row. */
export const emailEncryptionContext = (companyId: string, mailId: string): string => `mail ${companyId} ${mailId}`

/** A mail as a row, encrypted. */
export function toMailRow<L extends TemplateName>(
  { companyId }: CompanyScope,
  { template, to, userId, content, priority = templatePriority(template) }: OutgoingEmail<L>,
) {
  const id = uuidv7()
  return {
    id,
    template,
    priority,
    userId,
    toAddress: to.address,
    toName: to.name,
    sealedContent: encrypt(JSON.stringify(content), emailEncryptionContext(companyId, id)),
  }
}

type MailRow = ReturnType<typeof toMailRow>

/** Writes mails in the action's own transaction; they are sent after its commit, or not at all. One job, however many. */
export async function enqueueEmails(scope: CompanyScope, mails: MailRow[]): Promise<void> {
  await mailMessagesIn(scope).insertMany(mails)
  for (const priority of mailPriorities) {
    const first = mails.find(mail => mail.priority === priority)
    if (first) await jobsIn(scope).add(mailTasks[priority].call, first.id)
  }
}

/** Writes one mail, likewise. Returns its id. */
export async function enqueueEmail<L extends TemplateName>(
  scope: CompanyScope,
  mail: OutgoingEmail<L>,
): Promise<string> {
  const row = toMailRow(scope, mail)
  await enqueueEmails(scope, [row])
  return row.id
}
