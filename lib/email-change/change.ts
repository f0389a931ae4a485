import { challengesIn } from '@/db/repositories/challenges'
import { devicesIn } from '@/db/repositories/devices'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { passwordResetsIn } from '@/db/repositories/password-resets'
import { sessionsIn } from '@/db/repositories/sessions'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import type { Edit } from '@/db/versions'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import type { RequestFacts } from '@/lib/operation/define'
import { limitRate } from '@/lib/throttling/rate-limit'
import { notifyEmailChanged, notifyEmailChangeRequested, objectionToken, sendEmailChangeLink } from './send'
import './events'

/** docs/security.md has these numbers: how long the link for the new mailbox is good, … */
const LINK_MS = 60 * 60_000

/** … and how long the former mailbox may object, and holds further changes when it does. */
export const OBJECTION_DAYS = 7
const OBJECTION_MS = OBJECTION_DAYS * 86_400_000

/** Links and links sent again: each is a mail to whatever address was entered. */
const AN_HOUR = 5

/** @throws AppError `too_often` */
export const limitEmailChanges = (scope: CompanyScope, userId: string): Promise<void> =>
  limitRate(scope, {
    event: 'email_change.requested',
    targetId: userId,
    most: AN_HOUR,
    hours: 1,
    sentence: `Confirmation links were sent ${AN_HOUR} times in the last hour, which is the limit.`,
  })

export const inObjectionTime = (): Date => new Date(Date.now() + OBJECTION_MS)

const newLink = () => {
  const token = newToken()
  return { token, tokenHash: hashToken(token), expiresAt: new Date(Date.now() + LINK_MS) }
}

interface Change {
  company: { name: string; slug: string }
  person: { id: string; name: string; email: string }
  /** The new address. */
  to: string
  /** The administrator who asks; the person themselves where left out. */
  requester?: { userId: string; name: string }
}

/**
 * By what the former mailbox is to object. None where an administrator decides after it has objected once: the hold is over by
 * that, and with it every link to object by.
 * @returns also whether a hold was lifted
 */
async function objectionFor(scope: CompanyScope, { person, requester }: Change) {
  const changes = emailChangesIn(scope)
  if (requester && (await changes.release(person.id))) {
    await changes.closeAllOf(person.id)
    return { lifted: true, objection: undefined }
  }
  return { lifted: false, objection: { seed: newToken(), until: inObjectionTime() } }
}

const columnsOf = (objection: { seed: string; until: Date } | undefined) => ({
  objectionSeed: objection?.seed,
  objectionHash: objection && hashToken(objectionToken(objection.seed)),
  objectableUntil: objection?.until ?? new Date(),
})

/**
 * Asks the new mailbox to prove itself, and tells the present one; what was asked for before is over. The person's row must be
 * held, so that two at once leave one change.
 * @returns whether it lifted the hold of an objection
 */
export async function startEmailChange(
  scope: CompanyScope,
  change: Change,
  request: Pick<RequestFacts, 'userAgent' | 'ip'>,
): Promise<{ lifted: boolean }> {
  const { company, person, to, requester } = change
  const changes = emailChangesIn(scope)
  await changes.endOpenOf([person.id])
  const { lifted, objection } = await objectionFor(scope, change)
  const { token, ...link } = newLink()
  await changes.insert({
    userId: person.id,
    fromEmail: person.email,
    toEmail: to,
    requestedBy: requester?.userId,
    ...link,
    ...columnsOf(objection),
  })
  const told = { company, person, from: person.email, to, requester, objection }
  await sendEmailChangeLink(scope, told, { token, expiresAt: link.expiresAt })
  await notifyEmailChangeRequested(scope, told, request)
  return { lifted }
}

/** Sends the new mailbox of an open change another link; the one before is dead. */
export async function resendEmailChangeLink(
  scope: CompanyScope,
  open: { id: string; toEmail: string },
  { company, person, requester }: Omit<Change, 'to'>,
): Promise<void> {
  const { token, ...link } = newLink()
  await emailChangesIn(scope).renew(open.id, link)
  const told = { company, person, from: person.email, to: open.toEmail, requester }
  await sendEmailChangeLink(scope, told, { token, expiresAt: link.expiresAt })
}

/**
 * Puts an address that needs no proof in the place of one whose mailbox is gone. Both are told.
 * @returns the new version, undefined where somebody came first; and whether it lifted the hold of an objection
 */
export async function replaceEmailAddress(
  scope: CompanyScope,
  change: Change & { requester: { userId: string; name: string } },
  edit: Edit,
): Promise<{ version: number | undefined; sessionsEnded: number; lifted: boolean }> {
  const { company, person, to, requester } = change
  const version = await usersIn(scope).changeEmail(person.id, to, edit)
  if (version === undefined) return { version, sessionsEnded: 0, lifted: false }
  await emailChangesIn(scope).endOpenOf([person.id])
  const { lifted, objection } = await objectionFor(scope, change)
  const now = new Date()
  await emailChangesIn(scope).insert({
    userId: person.id,
    fromEmail: person.email,
    toEmail: to,
    requestedBy: requester.userId,
    expiresAt: now,
    effectiveAt: now,
    ...columnsOf(objection),
  })
  const sessionsEnded = await endWhatAddressOpened(scope, person.id)
  await notifyEmailChanged(scope, { company, person, from: person.email, to, requester, objection })
  return { version, sessionsEnded, lifted }
}

/**
 * Ends what belongs to an address that somebody has no longer, as a changed password would: sessions, links for a new password,
 * mailed codes, and devices on which they are known or asked for no second factor. What is counted against them stays counted,
 * since it is by their id: nobody gets new tries by another address. Passkeys and second factor are theirs, not the address's.
 * @param keep what the browser in which they confirmed holds
 * @returns how many sessions ended
 */
export async function endWhatAddressOpened(
  scope: CompanyScope,
  userId: string,
  keep: { sessionId?: string; deviceId?: string } = {},
): Promise<number> {
  await passwordResetsIn(scope).endAllOf(userId)
  await challengesIn(scope).endCodesOfMany([userId])
  await devicesIn(scope).forgetAll(userId, keep.deviceId)
  return sessionsIn(scope).endAll(userId, keep.sessionId)
}
