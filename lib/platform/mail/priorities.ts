import type { MailPriority } from '@/db/schema'

/**
 * The jobs of each priority. `call` looks whose turn it is and is over in milliseconds; `send` hands one mail to the
 * server. Each priority has its own, so that the urgent ones find workers that do nothing else (lib/server/tasks.ts).
 */
export const mailTasks = {
  urgent: { call: 'mail.callUrgent', send: 'mail.sendUrgent' },
  normal: { call: 'mail.callNormal', send: 'mail.sendNormal' },
  bulk: { call: 'mail.callBulk', send: 'mail.sendBulk' },
} as const satisfies Record<MailPriority, { call: string; send: string }>

/** Where a mail's job stands among those of other companies: behind what takes milliseconds, and mail for many last. */
export const sendRanks: Record<MailPriority, number> = { urgent: 1, normal: 1, bulk: 2 }

/**
 * How many mails of one company and priority are in hand at once, whatever else it has waiting. So nobody waits for
 * more than this many of each other company; one company alone still keeps the workers of a server busy, but not all
 * that are there for what is urgent.
 */
export const atOnce: Record<MailPriority, number> = { urgent: 2, normal: 4, bulk: 4 }

/** Mail workers of one process, and so its connections to the mail server. */
export const mailWorkers = { urgent: 6, others: 3 }
