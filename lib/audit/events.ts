import type { SessionMethod } from '@/db/schema'

/**
 * Every event the audit log knows: what kind of action it is and the facts it carries.
 * Facts hold names of things (a group may be gone when the log is read) but never of people:
 * a person is an id, so that deleting them takes their name out of the log.
 */

interface Named {
  id: string
  name: string
}

/** What ended with a person's access, by kind. */
export type EndedAccess = Record<'sessions' | 'passwordResets' | 'signInCodes', number>

export interface Deactivation {
  ended: EndedAccess
  /** Of invitations they had sent; left out where nobody asked for it. */
  invitationsCancelled?: number
  reasonGiven: boolean
  /** Keys of theirs that nobody active holds any more, but for full access. */
  lastHeld: string[]
  /** From the beginning of the action to just before its commit. */
  tookMs: number
  /** The bulk act that this was part of. */
  bulk?: string
}

export type BulkAct = 'add' | 'remove' | 'deactivate' | 'resend'

/** Why somebody was left out of a bulk act. */
export type SkipReason =
  | 'already'
  | 'not_member'
  | 'not_active'
  | 'not_invited'
  | 'oneself'
  | 'last_administrator'
  | 'not_held'
  | 'too_often'

interface BulkFacts {
  act: BulkAct
  group?: Named
  done: number
  /** How many were left out, and why. */
  skipped: Partial<Record<SkipReason, number>>
  /** Where all who match were taken. */
  filters?: Record<string, string>
  /** The bulk act whose people were taken, usually to undo it. */
  of?: string
  tookMs: number
}
/** What a second factor is. */
export type FactorKind = 'app' | 'passkey'

/** What was shown as a second factor. */
export type FactorProof = FactorKind | 'recovery_code'

/** Why somebody was not let in, which only the log is told. `method_off`: the company does not sign in this way. */
type SignInRefusal =
  | 'unknown_person'
  | 'wrong_password'
  | 'inactive'
  | 'invited'
  | 'throttled'
  | 'method_off'
  | 'unknown_passkey'
  | 'wrong_passkey'
  | 'cloned_passkey'
  | 'no_code'
  | 'wrong_code'

export interface EventData {
  /** `factor`: what was shown besides. */
  'session.started': { method: SessionMethod; factor?: FactorProof }
  /** The password was right; the second factor is still to come. */
  'session.second_factor_pending': { method: SessionMethod }
  'session.refused': { reason: SignInRefusal; email?: string }
  /** `own`: another session of one's own. */
  'session.ended': { sessionId: string; own?: boolean; replaced?: boolean }
  'sessions.ended': { count: number }
  'company.created': { name: string; slug: string }
  'company.renamed': { from: string; to: string }
  'company.slug_changed': { from: string; to: string }
  /** `because`: what its people are told. */
  'company.suspended': { because?: string }
  'company.resumed': { since: string }
  'company.invitation_days_changed': { days: { from: number; to: number } }
  'settings.viewed': Record<string, never>
  'dashboard.viewed': Record<string, never>
  'access.viewed': Record<string, never>
  'profile.viewed': Record<string, never>
  /** Neither the former name nor the new one: both are a person's. */
  'profile.renamed': Record<string, never>
  'password.changed': { sessionsEnded: number }
  'password.reset': { sessionsEnded: number }
  /** `reason`: why no mail was sent. */
  'password_reset.requested': { reason?: 'unknown_person' | 'inactive' | 'invited' | 'throttled'; email?: string }
  /** By an administrator. */
  'password_reset.sent': Record<string, never>
  'password_reset.viewed': Record<string, never>
  'password_reset.refused': Record<string, never>
  'mail.viewed': { filters: Record<string, string>; shown: number }
  'mail.test_sent': Record<string, never>
  /** `mail`: what kind it is. */
  'mail.retried': { mail: string }
  /** Proved once more who they are. */
  'session.stepped_up': { by: 'password' | FactorProof }
  'step_up_methods.viewed': Record<string, never>
  'second_factor.viewed': Record<string, never>
  'second_factor.enrolment_started': Record<string, never>
  /** `replaced`: in place of a former one of the kind. */
  'second_factor.added': { kind: FactorKind; replaced?: boolean }
  'second_factor.removed': { kind: FactorKind }
  /** By an administrator. */
  'second_factor.reset': { sessionsEnded: number }
  'second_factor.verified': { by: FactorProof }
  'recovery_codes.generated': Record<string, never>
  'recovery_code.used': { left: number }
  'device.trusted': { until: string }
  'device.forgotten': Record<string, never>
  'passkey.registration_started': Record<string, never>
  /** Its name is its owner's affair. */
  'passkey.renamed': Record<string, never>
  'passkey.verification_started': Record<string, never>
  /** `reason`: none was sent. `email`: of nobody. */
  'sign_in_code.requested': { reason?: SignInRefusal; email?: string }
  'users.listed': { filters: Record<string, string>; shown: number }
  'user.viewed': Record<string, never>
  'user.created': { groups: string[] }
  'user.updated': { fields: ('name' | 'title')[] }
  /** Earlier versions counted the sessions only. */
  'user.deactivated': Deactivation | { sessionsEnded: number }
  'user.reactivated': { groups: string[] }
  'user.deleted': { groups: string[] }
  'invitation_form.viewed': Record<string, never>
  'invitations.listed': { filters: Record<string, string>; shown: number }
  'invitation.sent': { groups: string[]; days: number }
  'invitation.resent': { groups: string[]; days: number; bulk?: string }
  'invitation.cancelled': { groups: string[] }
  'invitation.link_revealed': { groups: string[] }
  'invitation.accepted': { groups: string[] }
  /** `copied`: who copied the link does not hold what it opens by now. `grown`: it opens more by now than was looked at, and than who sent it holds. */
  'invitation.refused': { because?: 'copied' | 'grown' }
  'receipt.viewed': Record<string, never>
  'bulk_preview.viewed': { act: BulkAct; concerned: number; skipped: number }
  'bulk_result.viewed': Record<string, never>
  'users.bulk_completed': BulkFacts
  'groups.listed': { shown: number }
  'group.viewed': { group: Named }
  'group_form.viewed': Record<string, never>
  'group.created': { group: Named; slug: string; description: string }
  'group.updated': { group: Named; changes: Record<string, { from: string; to: string }> }
  'group.deleted': { group: Named; members: number; permissions: string[] }
  /** `already`: it was so before, and nothing changed. */
  'group.member_added': { group: Named; already?: boolean; bulk?: string }
  'group.member_removed': { group: Named; already?: boolean; bulk?: string }
  'group.permissions_changed': { group: Named; granted: string[]; revoked: string[] }
  'permissions.listed': { shown: number }
  'permission.viewed': { permission: string }
  'permission.created': { permission: string; description: string }
  'permission.updated': { permission: string; changes: Record<string, { from: string; to: string }> }
  'permission.deleted': { permission: string; groups: string[]; people: number }
  'imports.listed': { shown: number }
  'import_template.downloaded': Record<string, never>
  'import.viewed': { file: string }
  /** `verdicts`: how many rows are what. */
  'import.reviewed': {
    file: string
    encoding: string
    delimiter: string
    ignored: string[]
    rows: number
    verdicts: Record<string, number>
  }
  'import.started': { file: string; createdGroups: string[]; expiryDays: number }
  /** `because`: nobody stopped it, it could not go on. */
  'import.stopped': {
    file: string
    done: number
    total: number
    because?: 'not_active' | 'not_allowed' | 'not_held' | 'grown'
    missing?: string[]
  }
  'import.continued': { file: string; done: number; total: number }
  'import.ended': { file: string; invited: number; skipped: number; failed: number }
  'import.downloaded': { file: string; rows: number }
  'import.undo_started': { file: string }
  /** `kept`: had accepted. */
  'import.undone': { file: string; cancelled: number; kept: number; emptyGroups: string[] }
  'group.second_factor_changed': { group: Named; from: string; to: string }
  'security.viewed': Record<string, never>
  'security_preview.viewed': { changes: Record<string, { from: string; to: string }> }
  /** `trialUntil`: it goes back by itself then, unless somebody keeps it. */
  'security.changed': { changes: Record<string, { from: string; to: string }>; trialUntil?: string }
  'security.confirmed': { changes: Record<string, { from: string; to: string }> }
  'security.reverted': { by: 'time' | 'person'; changes: Record<string, { from: string; to: string }> }
  'exemption.granted': { reason: string; lastDay: string }
  'exemption.ended': Record<string, never>
  /** `already`: nothing was held back. */
  /** `address`: of where people come from, in place of a person. */
  'throttle.lifted': { already?: boolean; address?: string }
  'audit.viewed': { filters: Record<string, string>; shown: number }
  'operation.refused': { code: string; permission?: string }
}

export type EventName = keyof EventData

declare module '@/lib/operation/register' {
  interface Register {
    events: EventData
    target: Target
  }
}

/** What a reader filters by. */
export const eventKinds = {
  change: 'Changes',
  'sign-in': 'Sign-ins',
  read: 'Reads',
  refusal: 'Refusals',
} as const
export type EventKind = keyof typeof eventKinds

export const kindOf = (event: EventName): EventKind => {
  if (event === 'operation.refused') return 'refusal'
  if (/\.(viewed|listed|downloaded)$/.test(event)) return 'read'
  return /^(session|password)/.test(event) || event === 'invitation.refused' ? 'sign-in' : 'change'
}

export const eventNames = [
  'session.started',
  'session.second_factor_pending',
  'session.refused',
  'session.ended',
  'sessions.ended',
  'company.created',
  'company.renamed',
  'company.slug_changed',
  'company.suspended',
  'company.resumed',
  'company.invitation_days_changed',
  'settings.viewed',
  'dashboard.viewed',
  'access.viewed',
  'profile.viewed',
  'profile.renamed',
  'password.changed',
  'password.reset',
  'password_reset.requested',
  'password_reset.sent',
  'password_reset.viewed',
  'password_reset.refused',
  'mail.viewed',
  'mail.test_sent',
  'mail.retried',
  'session.stepped_up',
  'step_up_methods.viewed',
  'second_factor.viewed',
  'second_factor.enrolment_started',
  'second_factor.added',
  'second_factor.removed',
  'second_factor.reset',
  'second_factor.verified',
  'recovery_codes.generated',
  'recovery_code.used',
  'device.trusted',
  'device.forgotten',
  'passkey.registration_started',
  'passkey.renamed',
  'passkey.verification_started',
  'sign_in_code.requested',
  'users.listed',
  'user.viewed',
  'user.created',
  'user.updated',
  'user.deactivated',
  'user.reactivated',
  'user.deleted',
  'invitation_form.viewed',
  'invitations.listed',
  'invitation.sent',
  'invitation.resent',
  'invitation.cancelled',
  'invitation.link_revealed',
  'invitation.accepted',
  'invitation.refused',
  'receipt.viewed',
  'bulk_preview.viewed',
  'bulk_result.viewed',
  'users.bulk_completed',
  'groups.listed',
  'group.viewed',
  'group_form.viewed',
  'group.created',
  'group.updated',
  'group.deleted',
  'group.member_added',
  'group.member_removed',
  'group.permissions_changed',
  'permissions.listed',
  'permission.viewed',
  'permission.created',
  'permission.updated',
  'permission.deleted',
  'imports.listed',
  'import_template.downloaded',
  'import.viewed',
  'import.reviewed',
  'import.started',
  'import.stopped',
  'import.continued',
  'import.ended',
  'import.downloaded',
  'import.undo_started',
  'import.undone',
  'group.second_factor_changed',
  'security.viewed',
  'security_preview.viewed',
  'security.changed',
  'security.confirmed',
  'security.reverted',
  'exemption.granted',
  'exemption.ended',
  'throttle.lifted',
  'audit.viewed',
  'operation.refused',
] as const satisfies readonly EventName[]

export const eventNamesOfKind = (kind: EventKind): EventName[] => eventNames.filter(name => kindOf(name) === kind)

export type TargetType = 'user' | 'group' | 'permission' | 'session' | 'company' | 'bulk' | 'import'

export interface Target {
  type: TargetType
  id: string
}
