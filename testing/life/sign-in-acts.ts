import { SESSION_HOURS } from '@/db/schema'
import { encrypt } from '@/lib/kernel/encryption'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import { newRecoveryCodes } from '@/lib/second-factor/recovery'
import { newTotpSecret, totpSecretContext } from '@/lib/second-factor/totp'
import { utcDayOf, type Life, type LivingPerson } from './life'
import { noteMail } from './mail'
import type { LifeRow as Row } from './rows'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** As long as a device stands in for the second factor. */
const TRUST_DAYS = 30

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms)

/** What people do to come in, and what keeps others out. */
export function signInActs(life: Life, now: Date) {
  const { rows, note, id } = life

  const mustBeHere = (person: LivingPerson): void => {
    if (person.status !== 'active') throw new Error(`${person.name} is ${person.status}.`)
  }

  /** The browser they use; another one than so far is told to them by mail. */
  const deviceOf = (at: Date, person: LivingPerson): Row<'devices'> => {
    const { ip, userAgent } = person.place
    const known = person.devices.find(device => device.userAgent === userAgent)
    if (known) return Object.assign(known, { lastSeenAt: at, ip })
    if (person.lastSignInAt) noteMail(life, at, person, 'new-device')
    const made = { id: id(at), userId: person.id, tokenHash: hashToken(newToken()), userAgent, ip }
    const device: Row<'devices'> = { ...made, createdAt: at, lastSeenAt: at }
    person.devices.push(device)
    rows.devices.push(device)
    return device
  }

  const isTrusted = (at: Date, person: LivingPerson): boolean => {
    const device = person.devices.find(one => one.userAgent === person.place.userAgent)
    return Boolean(device?.trustedUntil && device.trustedUntil > at && !mustShowFactor(person))
  }

  const begin = (at: Date, person: LivingPerson, facts: Partial<Row<'sessions'>>, worked: number): void => {
    // They work until the evening, or until now, and the session is over an hour later.
    const seen = Math.min(after(at, worked * MINUTE_MS).getTime(), now.getTime())
    const session = {
      id: id(at),
      userId: person.id,
      tokenHash: hashToken(newToken()),
      createdAt: at,
      lastSeenAt: new Date(seen),
      expiresAt: after(at, SESSION_HOURS * 60 * MINUTE_MS),
      deviceId: deviceOf(at, person).id,
      ...person.place,
      ...facts,
    } satisfies Row<'sessions'>
    rows.sessions.push(session)
    person.session = session
    person.lastSignInAt = at
    person.days.add(utcDayOf(at))
  }

  const signIn = (at: Date, person: LivingPerson, worked = 420): void => {
    mustBeHere(person)
    const about = () => ({ type: 'session', id: person.session!.id }) as const
    const operation = person.factor === 'passkey' ? 'passkeys.signIn' : 'signIn.withPassword'
    if (person.factor === 'passkey') {
      begin(at, person, { method: 'passkey', secondFactorAt: at, steppedUpAt: at }, worked)
      const passkey = rows.passkeys.find(row => row.userId === person.id)
      if (passkey) passkey.lastUsedAt = at
      note(at, 'session.started', { method: 'passkey' }, { by: person, via: 'public', operation, target: about() })
      return
    }
    if (person.factor !== 'app' || isTrusted(at, person)) {
      const trusted = person.factor === 'app'
      begin(at, person, { trustedDevice: trusted, steppedUpAt: trusted ? null : at }, worked)
      note(at, 'session.started', { method: 'password' }, { by: person, via: 'public', operation, target: about() })
      return
    }
    const shown = new Date(Math.min(at.getTime() + 20_000, now.getTime()))
    begin(at, person, { secondFactorAt: shown, steppedUpAt: shown }, worked)
    person.lastSignInAt = shown
    const target = about()
    note(at, 'session.second_factor_pending', { method: 'password' }, { by: person, via: 'public', operation, target })
    const facts = { method: 'password', factor: 'app' } as const
    note(shown, 'session.started', facts, { by: person, operation: 'secondFactor.verify', target })
    const app = rows.totpFactors.find(row => row.userId === person.id)
    if (app) Object.assign(app, { lastUsedAt: shown, lastStep: Math.floor(shown.getTime() / 30_000) })
    if (mustShowFactor(person)) return
    const until = after(shown, TRUST_DAYS * DAY_MS)
    person.devices.find(device => device.id === person.session!.deviceId)!.trustedUntil = until
    const self = { type: 'user', id: person.id } as const
    note(
      shown,
      'device.trusted',
      { until: until.toISOString() },
      { by: person, operation: 'secondFactor.verify', target: self },
    )
  }

  return {
    signIn,

    /** Who acts has signed in that day. */
    mustBeSignedIn(at: Date, person: LivingPerson): void {
      if (!person.days.has(utcDayOf(at))) signIn(after(at, -9 * MINUTE_MS), person)
    },

    /** By the link of an invitation, whose password is chosen there. */
    beginByInvitation(at: Date, person: LivingPerson): void {
      begin(at, person, { method: 'invitation', steppedUpAt: at }, 240)
      const target = { type: 'session', id: person.session!.id } as const
      const facts = { method: 'invitation' } as const
      note(at, 'session.started', facts, { by: person, via: 'public', operation: 'invitations.accept', target })
    },

    enrol(at: Date, person: LivingPerson, kind: 'app' | 'passkey'): void {
      mustBeHere(person)
      const target = { type: 'user', id: person.id } as const
      person.factor = kind
      const begins = after(at, -MINUTE_MS)
      if (kind === 'app') {
        note(begins, 'second_factor.enrolment_started', {}, { by: person, operation: 'secondFactor.begin', target })
        const sealedSecret = encrypt(newTotpSecret(), totpSecretContext(life.companyId, person.id))
        const lastStep = Math.floor(at.getTime() / 30_000)
        rows.totpFactors.push({
          userId: person.id,
          sealedSecret,
          createdAt: at,
          confirmedAt: at,
          lastStep,
          lastUsedAt: at,
        })
      } else {
        note(
          begins,
          'passkey.registration_started',
          {},
          { by: person, operation: 'passkeys.beginRegistration', target },
        )
        const credential = { credentialId: newToken(), publicKey: newToken(), transports: ['internal', 'hybrid'] }
        const name = person.place.userAgent.includes('Mac OS') ? 'iCloud Keychain' : 'Laptop'
        rows.passkeys.push({ id: id(at), userId: person.id, name, ...credential, backedUp: true, createdAt: at })
      }
      for (const codeHash of newRecoveryCodes(person.id).hashes)
        rows.recoveryCodes.push({ id: id(at), userId: person.id, codeHash, createdAt: at })
      const operation = kind === 'app' ? 'secondFactor.confirm' : 'passkeys.register'
      note(at, 'second_factor.added', { kind }, { by: person, operation, target })
      noteMail(life, at, person, 'second-factor-added')
    },

    /** Another password than theirs was typed. */
    mistype(at: Date, person: LivingPerson, place = person.place): void {
      const target = { type: 'user', id: person.id } as const
      const reason = person.status === 'inactive' ? 'inactive' : 'wrong_password'
      note(at, 'session.refused', { reason }, { operation: 'signIn.withPassword', target, outcome: 'refused', place })
    },

    /** They open what they may not see. */
    refuse(at: Date, person: LivingPerson, operation: string, permission: string): void {
      const facts = { code: 'forbidden', permission }
      note(at, 'operation.refused', facts, { by: person, operation, outcome: 'refused' })
    },

    /** Their password is forgotten: they ask for a link, and choose another. */
    resetPassword(at: Date, person: LivingPerson): void {
      mustBeHere(person)
      const target = { type: 'user', id: person.id } as const
      const [opened, chosen] = [after(at, 2 * MINUTE_MS), after(at, 3 * MINUTE_MS)]
      const by = { by: person, via: 'public' as const, target }
      note(at, 'password_reset.requested', {}, { target, operation: 'passwordReset.request', place: person.place })
      noteMail(life, at, person, 'password-reset')
      note(opened, 'password_reset.viewed', {}, { ...by, operation: 'passwordReset.open' })
      note(chosen, 'password.reset', { sessionsEnded: 0 }, { ...by, operation: 'passwordReset.complete' })
      const reset = { userId: person.id, tokenHash: hashToken(newToken()), createdAt: at }
      rows.passwordResets.push({ id: id(at), ...reset, expiresAt: after(at, 60 * MINUTE_MS), endedAt: chosen })
      noteMail(life, chosen, person, 'password-changed')
      person.passwordChangedAt = chosen
    },
  }
}

/** A group of theirs asks for it, so that no device stands in. */
const mustShowFactor = (person: LivingPerson): boolean => [...person.groups].some(group => group.asksForFactor)
