import { v7 as uuidv7 } from 'uuid'
import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { mailPriorities, type MailPriority } from '@/db/schema'
import type { CompanyScope } from '@/db/scope'
import { seal } from '@/lib/kernel/encryption'
import { mailTasks } from './priorities'
import { letterPriority, type LetterName } from './templates'
import type { Letters } from './templates/content'

export interface Post<L extends LetterName> {
  template: L
  to: { name: string; address: string }
  /** The user it is for, with whom it goes. */
  userId?: string
  content: Letters[L]
  /** Another than such a letter usually has. */
  priority?: MailPriority
}

/** What seals a mail's content: it opens in its own row only. */
export const sealContext = (companyId: string, mailId: string): string => `mail ${companyId} ${mailId}`

/** A mail as a row, sealed. */
export function asMailRow<L extends LetterName>(
  { companyId }: CompanyScope,
  { template, to, userId, content, priority = letterPriority(template) }: Post<L>,
) {
  const id = uuidv7()
  return {
    id,
    template,
    priority,
    userId,
    toAddress: to.address,
    toName: to.name,
    sealedContent: seal(JSON.stringify(content), sealContext(companyId, id)),
  }
}

type MailRow = ReturnType<typeof asMailRow>

/** Writes mails in the deed's own transaction; they are sent after its commit, or not at all. One job, however many. */
export async function postAll(scope: CompanyScope, mails: MailRow[]): Promise<void> {
  await mailMessagesIn(scope).insertMany(mails)
  for (const priority of mailPriorities) {
    const first = mails.find(mail => mail.priority === priority)
    if (first) await jobsIn(scope).add(mailTasks[priority].call, first.id)
  }
}

/** Writes one mail, likewise. Returns its id. */
export async function post<L extends LetterName>(scope: CompanyScope, mail: Post<L>): Promise<string> {
  const row = asMailRow(scope, mail)
  await postAll(scope, [row])
  return row.id
}
