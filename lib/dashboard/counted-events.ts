import type { EventName } from '@/lib/operation/register'

/* What the pictures of the dashboard count, and where their links lead. */

export const SIGNED_IN = 'session.started' satisfies EventName
export const REFUSED = 'session.refused' satisfies EventName
export const JOINED = 'invitation.accepted' satisfies EventName
export const LEFT = 'user.deactivated' satisfies EventName

/** By which somebody's access changes, each with words for many of them (messages/en.json). */
export const accessEvents = [
  'group.member_added',
  'group.member_removed',
  'group.permissions_changed',
  'group.deleted',
  'invitation.sent',
  'invitation.accepted',
  'user.deactivated',
  'user.reactivated',
  'user.deleted',
] as const satisfies readonly EventName[]
