import type { SessionMethod } from '@/db/schema'

/**
 * Every event the audit log knows: what kind of deed it is and the facts it carries.
 * Facts hold names of things (a group may be gone when the log is read) but never of people:
 * a person is an id, so that deleting them takes their name out of the log.
 */

interface Named {
  id: string
  name: string
}

export interface EventData {
  'session.started': { method: SessionMethod }
  /** The password was right; the second factor is still to come. */
  'session.half_started': { method: SessionMethod }
  'session.refused': { reason: 'unknown_person' | 'wrong_password' | 'inactive' | 'invited' | 'throttled'; email?: string }
  /** `own`: another session of one's own. */
  'session.ended': { sessionId: string; own?: boolean }
  'sessions.ended': { count: number }
  'company.created': { name: string; slug: string }
  'company.renamed': { from: string; to: string }
  'company.slug_changed': { from: string; to: string }
  'settings.viewed': Record<string, never>
  'dashboard.viewed': Record<string, never>
  'access.viewed': Record<string, never>
  'profile.viewed': Record<string, never>
  /** Neither the former name nor the new one: both are a person's. */
  'profile.renamed': Record<string, never>
  'password.changed': { sessionsEnded: number }
  'users.listed': { filters: Record<string, string>; shown: number }
  'user.viewed': Record<string, never>
  'user.created': { groups: string[] }
  'user.deactivated': { sessionsEnded: number }
  'user.reactivated': { groups: string[] }
  'user.deleted': { groups: string[] }
  'groups.listed': { shown: number }
  'group.viewed': { group: Named }
  'group_form.viewed': Record<string, never>
  'group.created': { group: Named; slug: string; description: string }
  'group.updated': { group: Named; changes: Record<string, { from: string; to: string }> }
  'group.deleted': { group: Named; members: number; permissions: string[] }
  /** `already`: it was so before, and nothing changed. */
  'group.member_added': { group: Named; already?: boolean }
  'group.member_removed': { group: Named; already?: boolean }
  'group.permissions_changed': { group: Named; granted: string[]; revoked: string[] }
  'permissions.listed': { shown: number }
  'permission.viewed': { permission: string }
  'permission.created': { permission: string; description: string }
  'permission.updated': { permission: string; changes: Record<string, { from: string; to: string }> }
  'permission.deleted': { permission: string; groups: string[]; people: number }
  'group.second_factor_changed': { group: Named; from: string; to: string }
  'security.viewed': Record<string, never>
  'security_preview.viewed': { changes: Record<string, { from: string; to: string }> }
  /** `trialUntil`: it goes back by itself then, unless somebody keeps it. */
  'security.changed': { changes: Record<string, { from: string; to: string }>; trialUntil?: string }
  'security.kept': { changes: Record<string, { from: string; to: string }> }
  'security.reverted': { by: 'time' | 'person'; changes: Record<string, { from: string; to: string }> }
  'exemption.granted': { reason: string; lastDay: string }
  'exemption.ended': Record<string, never>
  'audit.viewed': { filters: Record<string, string>; shown: number }
  'operation.refused': { code: string; permission?: string }
}

export type EventName = keyof EventData

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
  if (event.startsWith('session') || event === 'password.changed') return 'sign-in'
  return /\.(viewed|listed)$/.test(event) ? 'read' : 'change'
}

export const eventNames = [
  'session.started', 'session.half_started', 'session.refused', 'session.ended', 'sessions.ended', 'company.created', 'company.renamed',
  'company.slug_changed', 'settings.viewed', 'dashboard.viewed', 'access.viewed', 'profile.viewed', 'profile.renamed',
  'password.changed', 'users.listed', 'user.viewed', 'user.created', 'user.deactivated', 'user.reactivated', 'user.deleted',
  'groups.listed', 'group.viewed', 'group_form.viewed', 'group.created', 'group.updated', 'group.deleted', 'group.member_added',
  'group.member_removed', 'group.permissions_changed', 'permissions.listed', 'permission.viewed', 'permission.created',
  'permission.updated', 'permission.deleted', 'group.second_factor_changed', 'security.viewed', 'security_preview.viewed', 'security.changed',
  'security.kept', 'security.reverted', 'exemption.granted', 'exemption.ended', 'audit.viewed', 'operation.refused',
] as const satisfies readonly EventName[]

export const eventsOfKind = (kind: EventKind): EventName[] => eventNames.filter(name => kindOf(name) === kind)

export type TargetType = 'user' | 'group' | 'permission' | 'session' | 'company'

export interface Target {
  type: TargetType
  id: string
}

/** One fact ready to be written; the runner adds who, when and from where. */
export interface PendingEvent<E extends EventName = EventName> {
  event: E
  outcome: 'succeeded' | 'refused'
  data: EventData[E]
  target?: Target
  /** Set where the actor is not the signed-in person: sign-in itself, or nobody. */
  actorId?: string | null
}
