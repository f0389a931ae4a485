import type { EventName, TargetType } from './events'

/** What each event is called where one is chosen from a list, or named in a few words. */
export const eventLabels: Record<EventName, string> = {
  'session.started': 'Signed in',
  'session.refused': 'Sign-in refused',
  'session.ended': 'Session ended',
  'sessions.ended': 'Signed out everywhere',
  'company.created': 'Company created',
  'company.renamed': 'Company renamed',
  'company.slug_changed': 'Company address changed',
  'settings.viewed': 'Settings viewed',
  'dashboard.viewed': 'Dashboard opened',
  'access.viewed': 'Own access viewed',
  'profile.viewed': 'Own profile viewed',
  'profile.renamed': 'Own name changed',
  'password.changed': 'Password changed',
  'password.reset': 'Password chosen anew',
  'password_reset.requested': 'Link for a new password asked for',
  'password_reset.sent': 'Link for a new password sent',
  'password_reset.viewed': 'Link for a new password opened',
  'password_reset.refused': 'Link for a new password refused',
  'mail.viewed': 'Mail looked at',
  'mail.test_sent': 'Test mail sent',
  'mail.retried': 'Mail tried again',
  'users.listed': 'Users listed',
  'user.viewed': 'User viewed',
  'user.created': 'User added',
  'user.deactivated': 'User deactivated',
  'user.reactivated': 'User reactivated',
  'user.deleted': 'User deleted',
  'groups.listed': 'Groups listed',
  'group.viewed': 'Group viewed',
  'group_form.viewed': 'New group begun',
  'group.created': 'Group created',
  'group.updated': 'Group changed',
  'group.deleted': 'Group deleted',
  'group.member_added': 'Added to a group',
  'group.member_removed': 'Removed from a group',
  'group.permissions_changed': "Group's permissions changed",
  'permissions.listed': 'Permissions listed',
  'permission.viewed': 'Permission viewed',
  'permission.created': 'Permission added',
  'permission.updated': 'Permission changed',
  'permission.deleted': 'Permission deleted',
  'audit.viewed': 'Audit log read',
  'operation.refused': 'Something refused',
}

/** The label of an event as it was read back, which may be one that this version no longer knows. */
export const eventLabel = (event: string): string => eventLabels[event as EventName] ?? event

export const targetLabels: Record<TargetType, string> = {
  user: 'Person',
  group: 'Group',
  permission: 'Permission',
  session: 'Session',
  company: 'Company',
}
