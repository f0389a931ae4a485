import type { MailState } from '@/db/schema'
import { addressKey } from '@/lib/kernel/fold'
import { templatePriority, type TemplateName } from '@/lib/platform/mail/templates'
import type { Life, LivingPerson } from './life'

interface Outcome {
  state?: Extract<MailState, 'sent' | 'failed'>
  lastError?: string
}

/** A mail to somebody, long gone: of what was in it nothing is kept. Returns its id. */
export function noteMail(
  life: Life,
  at: Date,
  person: LivingPerson,
  template: TemplateName,
  { state = 'sent', lastError }: Outcome = {},
): string {
  const id = life.id(at)
  life.rows.mailMessages.push({
    id,
    userId: person.id,
    template,
    toAddress: person.email,
    toKey: addressKey(person.email),
    toName: person.name,
    priority: templatePriority(template),
    state,
    lastError: lastError ?? null,
    attempts: 1,
    createdAt: at,
    nextAttemptAt: null,
    settledAt: new Date(at.getTime() + 2000),
  })
  return id
}
