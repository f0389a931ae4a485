import { invitationToken } from '@/lib/invitations/invite'
import { addressKey } from '@/lib/kernel/fold'
import { hashToken, newToken } from '@/lib/kernel/tokens'
import type { Permission } from '@/lib/permissions/catalogue'
import type { groupActs } from './group-acts'
import type { Life, LivingGroup, LivingPerson } from './life'
import { noteMail } from './mail'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Somebody who is to come. */
export interface Newcomer {
  name: string
  email: string
  title: string
  place: LivingPerson['place']
}

interface Terms {
  days: number
  message?: string
  /** By a line of an import. */
  importId?: string
  line?: number
  /** What the mail server said to the mail. */
  bounced?: string
}

const keysOf = (groups: Iterable<LivingGroup>): string[] => [
  ...new Set([...groups].flatMap(group => [...group.grants])),
]
const namesOf = (groups: Iterable<LivingGroup>): string[] => [...groups].map(({ name }) => name).sort()

/** How people come, change and go. */
export function peopleActs(life: Life, { join, leave }: Pick<ReturnType<typeof groupActs>, 'join' | 'leave'>) {
  const { rows, note, mustBeAllowed, beginStatus, id } = life
  const about = (person: LivingPerson) => ({ type: 'user', id: person.id }) as const

  const link = (at: Date, days: number) => {
    const tokenSeed = newToken()
    const expiresAt = new Date(at.getTime() + days * DAY_MS)
    return { tokenSeed, tokenHash: hashToken(invitationToken(tokenSeed)), sentAt: at, expiresAt }
  }

  const invitationOf = (person: LivingPerson) => {
    const { invitation } = person
    if (!invitation || invitation.acceptedAt || person.status !== 'invited')
      throw new Error(`${person.name} is not invited.`)
    return invitation
  }

  /** Their account goes, and everything about them but what the log and the dated rows say without a name. */
  const remove = (
    at: Date,
    by: LivingPerson,
    person: LivingPerson,
    via: 'person_deleted' | 'invitation_cancelled',
  ): void => {
    for (const group of person.groups) leave(at, person, group, via, by)
    const status = rows.userStatusPeriods.findLast(row => row.userId === person.id && !row.endedAt)
    if (status) status.endedAt = at
    life.gone.add(person.id)
    life.people.delete(person.name)
  }

  return {
    /** With the groups of these names. By hand, unless it is a line of an import. */
    invite(at: Date, by: LivingPerson, who: Newcomer, groupNames: readonly string[], terms: Terms): LivingPerson {
      const { days, importId, line, message = '', bounced } = terms
      const groups = groupNames.map(life.group)
      mustBeAllowed(at, by, importId ? 'users:import' : 'users:invite', ['handOut', keysOf(groups)])
      const { id: personId, ...fresh } = { ...who, id: id(at), createdAt: at, groups: new Set<LivingGroup>() }
      const state = { devices: [], days: new Set<string>(), status: 'invited' as const, ofStory: false }
      const person: LivingPerson = { id: personId, ...fresh, ...state }
      life.people.set(person.name, person)
      beginStatus(person, 'invited', at)
      const invitationId = id(at)
      const source = importId
        ? ({ via: 'import', sourceId: importId, sourceLine: line } as const)
        : ({ via: 'invitation', sourceId: invitationId } as const)
      for (const group of groups) join(at, person, group, { by, ...source })
      const mailId = noteMail(life, at, person, 'invitation', bounced ? { state: 'failed', lastError: bounced } : {})
      person.invitation = {
        id: invitationId,
        userId: person.id,
        email: person.email,
        emailKey: addressKey(person.email),
        message,
        invitedBy: by.id,
        importId,
        granted: keysOf(groups),
        createdAt: at,
        mailId,
        ...link(at, days),
      }
      rows.invitations.push(person.invitation)
      const noted = { by, target: about(person) }
      const facts = { groups: groups.map(({ name }) => name), days }
      if (importId)
        note(at, 'invitation.sent', facts, { ...noted, via: 'system', operation: 'imports.run', requestId: importId })
      else note(at, 'invitation.sent', facts, { ...noted, operation: 'invitations.send' })
      return person
    },

    /** A new link, and the days begin anew. */
    resend(at: Date, by: LivingPerson, person: LivingPerson, days: number, bulk?: string): void {
      const invitation = invitationOf(person)
      mustBeAllowed(at, by, 'users:invite', ['handOut', keysOf(person.groups)])
      const mailId = noteMail(life, at, person, 'invitation')
      Object.assign(invitation, link(at, days), { mailId, invitedBy: by.id, granted: keysOf(person.groups) })
      const facts = { groups: namesOf(person.groups), days, ...(bulk && { bulk }) }
      const operation = bulk ? 'users.bulk' : 'invitations.resend'
      note(at, 'invitation.resent', facts, { by, operation, target: about(person) })
    },

    cancel(at: Date, by: LivingPerson, person: LivingPerson): void {
      const invitation = invitationOf(person)
      mustBeAllowed(at, by, 'users:invite', ['cancelInvitation', keysOf(person.groups)])
      const groups = namesOf(person.groups)
      Object.assign(invitation, { cancelledAt: at, userId: null, mailId: null, message: '' })
      remove(at, by, person, 'invitation_cancelled')
      note(at, 'invitation.cancelled', { groups }, { by, operation: 'invitations.cancel', target: about(person) })
    },

    /** They open the link, choose a password, and are in; the session is for who calls this. */
    accept(at: Date, person: LivingPerson): void {
      const invitation = invitationOf(person)
      if (invitation.expiresAt <= at) throw new Error(`The invitation of ${person.name} has expired.`)
      invitation.acceptedAt = at
      Object.assign(person, { activatedAt: at, passwordChangedAt: at })
      beginStatus(person, 'active', at)
      const facts = { groups: namesOf(person.groups) }
      const noted = { by: person, via: 'public', operation: 'invitations.accept', target: about(person) } as const
      note(at, 'invitation.accepted', facts, noted)
    },

    retitle(at: Date, by: LivingPerson, person: LivingPerson, title: string): void {
      mustBeAllowed(at, by, 'users:update', ['editPerson', keysOf(person.groups)])
      person.title = title
      person.edited = { by: by.id, at, times: (person.edited?.times ?? 0) + 1 }
      note(at, 'user.updated', { fields: ['title'] }, { by, operation: 'users.update', target: about(person) })
    },

    /** Signed out everywhere, and out for good unless somebody calls them back. */
    deactivate(at: Date, by: LivingPerson, person: LivingPerson, reason: string, bulk?: string): void {
      if (person.status !== 'active') throw new Error(`${person.name} is ${person.status}.`)
      mustBeAllowed(at, by, 'users:deactivate', ['deactivate', keysOf(person.groups)])
      const { session } = person
      const isOpen =
        session &&
        !session.endedAt &&
        at < session.expiresAt &&
        at < new Date(session.lastSeenAt!.getTime() + 60 * MINUTE_MS)
      if (session && isOpen)
        Object.assign(session, {
          endedAt: at,
          lastSeenAt: new Date(Math.min(at.getTime() - MINUTE_MS, session.lastSeenAt!.getTime())),
        })
      Object.assign(person, { deactivatedAt: at, deactivationReason: reason || undefined })
      beginStatus(person, 'inactive', at)
      const others = [...life.people.values()].filter(one => one.status === 'active')
      const held = new Set(others.flatMap(life.holds))
      const lastHeld = keysOf(person.groups)
        .filter(key => !held.has(key))
        .sort()
      const ended = { sessions: isOpen ? 1 : 0, passwordResets: 0, signInCodes: 0 }
      const receipt = { ended, reasonGiven: reason !== '', lastHeld, tookMs: 24 }
      const facts = { ...receipt, ...(bulk && { bulk }) }
      const operation = bulk ? 'users.bulk' : 'users.deactivate'
      note(at, 'user.deactivated', facts, { by, operation, target: about(person) })
      rows.deactivations.push({ id: id(at), userId: person.id, actorId: by.id, at, ...receipt, bulkActionId: bulk })
    },

    reactivate(at: Date, by: LivingPerson, person: LivingPerson): void {
      if (person.status !== 'inactive') throw new Error(`${person.name} is ${person.status}.`)
      mustBeAllowed(at, by, 'users:deactivate', ['giveBack', keysOf(person.groups)])
      Object.assign(person, { deactivatedAt: undefined, deactivationReason: undefined })
      beginStatus(person, 'active', at)
      const facts = { groups: namesOf(person.groups) }
      note(at, 'user.reactivated', facts, { by, operation: 'users.reactivate', target: about(person) })
    },

    /** For good: the log forgets who they were. */
    erase(at: Date, by: LivingPerson, person: LivingPerson): void {
      if (person.status !== 'inactive') throw new Error(`${person.name} is ${person.status}.`)
      mustBeAllowed(at, by, 'users:delete' satisfies Permission, ['deletePerson', keysOf(person.groups)])
      const groups = namesOf(person.groups)
      remove(at, by, person, 'person_deleted')
      note(at, 'user.deleted', { groups }, { by, operation: 'users.delete', target: about(person) })
    },
  }
}
