import { setTimeout as wait } from 'node:timers/promises'
import { brandingIn } from '@/db/repositories/branding'
import { jobsIn } from '@/db/repositories/jobs'
import { mailMessagesIn } from '@/db/repositories/mail-messages'
import { readersIn } from '@/db/repositories/readers'
import { mailPriorities, type MailPriority } from '@/db/schema'
import { inCompany, type CompanyScope } from '@/db/scope'
import { decrypt } from '@/lib/kernel/encryption'
import { env } from '@/lib/kernel/env'
import { AppError } from '@/lib/kernel/errors'
import { readLanguage } from '@/lib/kernel/language'
import { log } from '@/lib/kernel/log'
import { forReader } from '@/lib/kernel/reader'
import { readTimeZone } from '@/lib/kernel/time-zone'
import { describeDeliveryError } from './delivery-errors'
import { emailEncryptionContext } from './enqueue'
import { mailTasks, sendRanks } from './priorities'
import { renderMail, type SenderBranding } from './render'
import { nextAttempt } from './retry-delays'
import { mailIsOn, sendBySmtp, writeToFile } from './transport'
import { scheduleNext } from './turns'

/** Another worker has it; if that one was killed, its claim is over by then. */
const LOOK_AGAIN_MS = 125_000

/** Mails that this process is sending. */
const inHand = new Set<string>()

/**
 * Tries once to deliver a mail. Called by the queue; safe to be called again at any time, and by
 * several workers at once: who claims the row sends it. Between claim and result there is no transaction.
 * @param again the queue knows that the worker which began before has failed or died, so its claim is void
 */
export async function deliver(companyId: string, mailId: string, again = false): Promise<void> {
  if (inHand.has(mailId)) return lookAgain(companyId, mailId)
  inHand.add(mailId)
  try {
    await deliverOnce(companyId, mailId, again)
  } finally {
    inHand.delete(mailId)
  }
}

const lookAgain = (companyId: string, mailId: string): Promise<void> =>
  inCompany(companyId, async scope => {
    const [mail] = await mailMessagesIn(scope).one(mailId)
    if (!mail) return
    const at = new Date(Date.now() + LOOK_AGAIN_MS)
    await jobsIn(scope).add(mailTasks[mail.priority].send, mailId, { at, rank: sendRanks[mail.priority] })
  })

async function deliverOnce(companyId: string, mailId: string, again: boolean): Promise<void> {
  const { mail, branding, reader, busy } = await inCompany(companyId, async scope => {
    const mails = mailMessagesIn(scope)
    const claimed = await mails.claim(mailId, { takeOver: again })
    if (claimed)
      return {
        mail: claimed,
        branding: await brandingOf(scope),
        reader: await readersIn(scope).ofEmail(claimed.userId),
      }
    const [found] = await mails.one(mailId)
    if (found?.state === 'sending') return { busy: true }
    // Settled, withdrawn or gone with its person: its turn is the next one's.
    for (const priority of found ? [found.priority] : mailPriorities) await scheduleNext(scope, priority)
    return {}
  })
  if (busy) return lookAgain(companyId, mailId)
  if (!mail) return
  // Another version may have stored one that this process does not know.
  const { timeZone, language } = reader
  const known = { timeZone: readTimeZone(timeZone) ?? 'UTC', language: readLanguage(language) ?? 'en' }
  const outcome = await forReader(known, () => attempt(companyId, mail, branding)).then(
    () => undefined,
    describeDeliveryError,
  )
  await writeDown(companyId, async scope => {
    if (outcome) await noteFailure(scope, mail, outcome)
    else await mailMessagesIn(scope).settle(mailId, mailIsOn() ? 'sent' : 'off', null)
    await scheduleNext(scope, mail.priority)
  })
}

async function brandingOf(scope: CompanyScope): Promise<SenderBranding> {
  const { accentColor = null, logoDigest } = (await brandingIn(scope).find()) ?? {}
  return { accentColor, logo: logoDigest ? await brandingIn(scope).logo() : undefined }
}

async function noteFailure(
  scope: CompanyScope,
  mail: ClaimedMail,
  { words, detail, permanent }: ReturnType<typeof describeDeliveryError>,
): Promise<void> {
  const { id: mailId, priority, attempts: attempt } = mail
  const next = permanent ? undefined : nextAttempt(attempt, mail.createdAt)
  log.warn({ mailId, attempt, detail, next }, 'A mail did not get through.')
  if (!next) return mailMessagesIn(scope).settle(mailId, 'failed', words)
  await mailMessagesIn(scope).delay(mailId, words, next)
  // Then it waits for its turn like any other. One job for all whose time comes in the same second.
  await jobsIn(scope).add(mailTasks[priority].call, mailId, { at: next, key: next.toISOString() })
}

/**
 * What became of a mail that went out must be written down, or it goes out again; so a database that restarts
 * at this moment is waited for. One that stays away longer costs the recipient a second copy of the same Message-ID.
 */
async function writeDown(companyId: string, work: (scope: CompanyScope) => Promise<void>): Promise<void> {
  for (const seconds of [1, 2, 4, 8]) {
    try {
      return await inCompany(companyId, work)
    } catch (error) {
      if (!(error instanceof AppError) || !['unavailable', 'outcome_unknown'].includes(error.code)) throw error
      await wait(seconds * 1000)
    }
  }
  return inCompany(companyId, work)
}

interface ClaimedMail {
  id: string
  userId: string | null
  template: string
  priority: MailPriority
  attempts: number
  createdAt: Date
  toAddress: string
  toName: string
  sealedContent: string | null
}

async function attempt(
  companyId: string,
  { id, template, priority, toAddress, toName, sealedContent }: ClaimedMail,
  branding: SenderBranding | undefined,
): Promise<void> {
  const content: unknown = JSON.parse(decrypt(sealedContent ?? '', emailEncryptionContext(companyId, id)))
  const rendered = await renderMail(template, content, branding)
  const envelope = { messageId: `<${id}@${new URL(env().APP_URL).hostname}>`, to: { name: toName, address: toAddress } }
  if (mailIsOn()) await sendBySmtp(envelope, rendered, priority)
  else await writeToFile(envelope, rendered)
}
