import { administratorsIn } from '@/db/repositories/administrators'
import { companiesIn } from '@/db/repositories/companies'
import { emailChangesIn } from '@/db/repositories/email-changes'
import { usersIn } from '@/db/repositories/users'
import type { CompanyScope } from '@/db/scope'
import { findKnownDevice } from '@/lib/devices/known-device'
import { AppError } from '@/lib/kernel/errors'
import { addressKey } from '@/lib/kernel/fold'
import { linkInput } from '@/lib/kernel/link-token'
import { noOutput } from '@/lib/kernel/outputs'
import { hashToken } from '@/lib/kernel/tokens'
import { actorBySession } from '@/lib/operation/actor'
import { publicCommand, type RequestFacts } from '@/lib/operation/define'
import { readByVisitor } from '@/lib/operation/visitor-time-zone'
import { minimumDuration } from '@/lib/throttling/minimum-duration'
import { reserveRequest } from '@/lib/throttling/throttle'
import { endWhatAddressOpened, inObjectionTime, OBJECTION_DAYS } from './change'
import { confirmEmailChangeOutput, openEmailChangeOutput, openEmailObjectionOutput } from './output'
import { notifyEmailChanged, notifyEmailObjection } from './send'
import './events'

const deadLink = () =>
  new AppError(
    'not_found',
    'This link no longer works. It was used or cancelled, it expired, or a newer one was sent. Nothing was changed.',
  )

const deadObjection = () =>
  new AppError(
    'not_found',
    'This link no longer works. It was used, it expired, or an administrator has decided. Nothing was changed.',
  )

/** Looks whether the link for a new mailbox is good. Uses nothing up: the scanners of mail servers open links. */
export const openEmailChange = publicCommand({
  name: 'emailChange.open',
  explain: 'Open the link to confirm a new email address.',
  input: linkInput,
  output: openEmailChangeOutput,
  run: ({ transaction, request }, { token }) =>
    transaction(async ({ scope, record }) => {
      const change = await emailChangesIn(scope).byToken(hashToken(token))
      if (!change) return undefined
      const { fold } = await reserveRequest(scope, 'link', 'email_change.viewed', request)
      record('email_change.viewed', {}, { target: { type: 'user', id: change.userId }, fold })
      return { name: change.name, email: change.toEmail, company: await companiesIn(scope).find() }
    }),
})

/** The session of this person that the browser holds, if it does. */
async function presentSessionOf(
  scope: CompanyScope,
  userId: string,
  { sessions }: RequestFacts,
): Promise<string | undefined> {
  const present = sessions.find(({ companyId }) => companyId === scope.companyId)
  const actor = present && (await actorBySession(scope, hashToken(present.token)))
  return actor?.userId === userId && !actor.assurance.pending ? actor.sessionId : undefined
}

/**
 * Puts a new address into effect: who has the link has its mailbox. Only now is told whether somebody else in the company has
 * the address. What the former one opened ends, but for the session of the browser in which this happens.
 */
export const confirmEmailChange = publicCommand({
  name: 'emailChange.confirm',
  explain: 'Confirm a new email address with an emailed link.',
  input: linkInput,
  output: confirmEmailChangeOutput,
  async run({ transaction, request }, { token }) {
    const tokenHash = hashToken(token)
    const found = await minimumDuration(
      transaction(async ({ scope, record }) => {
        const change = await emailChangesIn(scope).byToken(tokenHash)
        if (change) return change
        const { fold } = await reserveRequest(scope, 'link', 'email_change.refused', request)
        record('email_change.refused', {}, { outcome: 'refused', fold })
        return undefined
      }),
    )
    if (!found) throw deadLink()
    const done = await transaction(async ({ scope, record }) => {
      const target = { type: 'user', id: found.userId } as const
      // In turn with whatever gives addresses to people: two must not get one, nor one that its former owner may want back.
      await administratorsIn(scope).lock()
      const [person] = await usersIn(scope).one(found.userId).for('update')
      const changes = emailChangesIn(scope)
      const change = await changes.byToken(tokenHash)
      if (!person || !change) {
        record('email_change.refused', {}, { target, outcome: 'refused' })
        return 'dead' as const
      }
      if (await usersIn(scope).isAddressOfOther(person.id, change.toEmail)) {
        await changes.endOpenOf([person.id])
        record('email_change.refused', { because: 'taken' }, { target, outcome: 'refused' })
        return 'taken' as const
      }
      const until = inObjectionTime()
      await changes.complete(change.id, change.objectionSeed ? until : new Date())
      await usersIn(scope).changeEmail(person.id, change.toEmail, { by: person.id })
      const sessionId = await presentSessionOf(scope, person.id, request)
      const deviceId = (await findKnownDevice(scope, person.id, request))?.id
      const sessionsEnded = await endWhatAddressOpened(scope, person.id, { sessionId, deviceId })
      await notifyEmailChanged(scope, {
        company: await companiesIn(scope).find(),
        person,
        from: person.email,
        to: change.toEmail,
        ...(change.objectionSeed && { objection: { seed: change.objectionSeed, until } }),
      })
      record('email_change.completed', { sessionsEnded }, { actorId: person.id, target })
      return { signedIn: sessionId !== undefined }
    })
    if (done === 'dead') throw deadLink()
    if (done === 'taken')
      throw new AppError(
        'conflict',
        'Somebody else in your company already uses this email address, so nothing was changed. Ask your administrator.',
      )
    return done
  },
})

/** Looks whether the link for the former mailbox is good. Uses nothing up. */
export const openEmailObjection = publicCommand({
  name: 'emailChange.openObjection',
  explain: 'Open the link to report a change of email address.',
  input: linkInput,
  output: openEmailObjectionOutput,
  run: ({ transaction, request }, { token }) =>
    transaction(async ({ scope, record }) => {
      const change = await emailChangesIn(scope).byObjection(hashToken(token))
      if (!change) return undefined
      const { fold } = await reserveRequest(scope, 'link', 'email_objection.viewed', request)
      record('email_objection.viewed', {}, { target: { type: 'user', id: change.userId }, fold })
      const { name, fromEmail: from, toEmail: to, createdAt: requestedAt, effectiveAt } = change
      const company = await companiesIn(scope).find()
      readByVisitor(request, company)
      return { name, from, to, requestedAt, effectiveAt, company }
    }),
})

/**
 * The former mailbox says no. Its address is the person's again, or stays it; everything that is signed in to the account ends,
 * since whoever asked for the change was; the administrators are told; and for 7 days only they can change the address. What
 * came after the change falls with it: of several mailboxes, the oldest decides.
 */
export const objectToEmailChange = publicCommand({
  name: 'emailChange.object',
  explain: 'Report a change of email address with an emailed link.',
  input: linkInput,
  output: noOutput,
  async run({ transaction, request }, { token }) {
    const objectionHash = hashToken(token)
    const found = await minimumDuration(
      transaction(async ({ scope, record }) => {
        const change = await emailChangesIn(scope).byObjection(objectionHash)
        if (change) return change
        const { fold } = await reserveRequest(scope, 'link', 'email_objection.refused', request)
        record('email_objection.refused', {}, { outcome: 'refused', fold })
        return undefined
      }),
    )
    if (!found) throw deadObjection()
    const done = await transaction(async ({ scope, record }) => {
      const target = { type: 'user', id: found.userId } as const
      await administratorsIn(scope).lock()
      const [person] = await usersIn(scope).one(found.userId).for('update')
      const changes = emailChangesIn(scope)
      const change = await changes.byObjection(objectionHash)
      if (!person || !change) {
        record('email_objection.refused', {}, { target, outcome: 'refused' })
        return false
      }
      const restored = addressKey(person.email) !== addressKey(change.fromEmail)
      if (restored && (await usersIn(scope).isAddressOfOther(person.id, change.fromEmail)))
        throw new AppError(
          'conflict',
          'Somebody else in your company now uses your previous email address, so it cannot be restored. Tell your administrator immediately.',
        )
      const heldUntil = inObjectionTime()
      await changes.object(change.id, heldUntil)
      await changes.endOpenOf([person.id])
      await changes.closeAfter(change)
      if (restored) await usersIn(scope).changeEmail(person.id, change.fromEmail, { by: person.id })
      const sessionsEnded = await endWhatAddressOpened(scope, person.id)
      const administrators = await administratorsIn(scope).addresses()
      const about = { company: await companiesIn(scope).find(), person, from: change.fromEmail }
      await notifyEmailObjection(scope, about, { restored, heldUntil, administrators })
      record('email_change.objected', { restored, sessionsEnded, days: OBJECTION_DAYS }, { actorId: person.id, target })
      return true
    })
    if (!done) throw deadObjection()
  },
})
