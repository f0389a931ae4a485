import { v7 as uuidv7 } from 'uuid'
import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import type { CompanyScope } from '@/db/scope'
import { seal } from '../seal'
import type { LetterName, Letters } from './letters'

export const SEND_MAIL = 'mail.send'
export const SEND_WAITING = 'mail.sendWaiting'

/** More mails than this get their jobs after the commit: adding thousands would outlast the deed's deadline. */
const MANY = 100

export interface Post<L extends LetterName> {
  template: L
  to: { name: string; address: string }
  /** The user it is for, with whom it goes. */
  userId?: string
  content: Letters[L]
}

/** What seals a mail's content: it opens in its own row only. */
export const sealContext = (companyId: string, mailId: string): string => `mail ${companyId} ${mailId}`

/** A mail as a row, sealed. */
export function asMailRow<L extends LetterName>({ companyId }: CompanyScope, { template, to, userId, content }: Post<L>) {
  const id = uuidv7()
  return {
    id,
    template,
    userId,
    toAddress: to.address,
    toName: to.name,
    sealedContent: seal(JSON.stringify(content), sealContext(companyId, id)),
  }
}

/** Has mails sent that were written in this transaction, after its commit. */
export async function sendAll(scope: CompanyScope, mailIds: string[]): Promise<void> {
  if (mailIds.length <= MANY) return jobsIn(scope).addMany(SEND_MAIL, mailIds)
  await jobsIn(scope).add(SEND_WAITING, scope.companyId)
}

/** Writes a mail in the deed's own transaction; it is sent after the commit, or not at all. Returns its id. */
export async function post<L extends LetterName>(scope: CompanyScope, mail: Post<L>): Promise<string> {
  const row = asMailRow(scope, mail)
  await mailMessagesIn(scope).insert(row)
  await jobsIn(scope).add(SEND_MAIL, row.id)
  return row.id
}
