import { lookup } from '@/lib/kernel/lookup'
import { builtInActions, type Permission } from './catalogue'

/**
 * What each of Console's own permissions opens: the sentences of its text, each with the operations that it speaks of. So no
 * operation is opened by a permission whose text is silent about it (built-in.test.ts walks the registry). A company's rows
 * hold these texts: who changes one writes a migration (db/fixtures.test.ts).
 */
const opens: Record<Permission, Record<string, readonly string[]>> = {
  'users:read': {
    'See and search people, with their groups, permissions and sessions.': [
      'users.list',
      'users.listPage',
      'users.export',
      'groups.listOptions',
      'permissions.listOptions',
      'users.view',
      'users.viewPage',
      'users.explainAccess',
      'users.explainAccessPage',
      'users.exportSessions',
    ],
    'Use bulk actions that other permissions allow, and see their results.': [
      'users.bulk',
      'users.previewBulk',
      'users.previewBulkPage',
      'users.viewBulkResult',
      'users.viewBulkResultPage',
    ],
    'See offboarding receipts.': ['users.viewReceipt'],
  },
  'users:invite': {
    'Invite people.': ['invitations.new', 'invitations.listGroups', 'invitations.send'],
    'See, edit, resend and cancel invitations, and copy their links.': [
      'invitations.list',
      'invitations.listPage',
      'invitations.export',
      'invitations.edit',
      'invitations.correct',
      'invitations.resend',
      'invitations.cancel',
      'invitations.revealLink',
      'invitations.revealLinks',
    ],
  },
  'users:import': {
    'Import people from a file: review, start, stop, continue and undo imports.': [
      'imports.downloadTemplate',
      'imports.inspect',
      'imports.review',
      'imports.start',
      'imports.stop',
      'imports.continue',
      'imports.takeUp',
      'imports.undo',
    ],
    'See imports and their progress, and download failed rows.': [
      'imports.list',
      'imports.listPage',
      'imports.view',
      'imports.viewPage',
      'imports.viewProgress',
      'imports.downloadFailed',
      'imports.exportRows',
    ],
  },
  'users:update': {
    'Change the name, title and email address of people, and unlock reported changes.': [
      'users.edit',
      'users.update',
      'users.editEmail',
      'users.requestEmailChange',
      'users.resendEmailChange',
      'users.replaceEmail',
      'users.cancelEmailChange',
      'users.liftEmailHold',
    ],
  },
  'users:deactivate': {
    'Deactivate people, with a preview of what ends, and reactivate them.': [
      'users.previewDeactivation',
      'users.previewDeactivationPage',
      'users.deactivate',
      'users.reactivate',
    ],
  },
  'users:manage-credentials': {
    "Reset people's two-factor authentication, and send them password reset links.": [
      'users.resetSecondFactor',
      'users.sendPasswordReset',
    ],
    'Unblock people after too many wrong passwords or codes.': ['users.liftThrottle'],
    'Add and end temporary exceptions from required two-factor authentication.': ['exemptions.grant', 'exemptions.end'],
  },
  'users:end-sessions': {
    "End people's sessions, or sign them out everywhere.": ['users.endSession', 'users.endSessions'],
  },
  'users:delete': {
    'Permanently delete inactive people.': ['users.delete'],
  },
  'groups:read': {
    'See groups, their members and what they grant.': [
      'groups.list',
      'groups.listPage',
      'groups.view',
      'groups.viewPage',
      'groups.export',
      'groups.exportMembers',
    ],
  },
  'groups:create': {
    'Create groups.': ['groups.new', 'groups.create'],
  },
  'groups:update': {
    'Change the name, slug and description of groups.': ['groups.edit', 'groups.update'],
    'Add people to groups and remove them.': ['groups.listCandidates', 'groups.listAssignable', 'groups.changeMembers'],
    'Change which permissions groups grant.': ['groups.editPermissions', 'groups.changePermissions'],
    'Require two-factor authentication for members of groups.': ['groups.changeSecondFactor'],
  },
  'groups:delete': {
    'Delete groups, with a preview of who loses which permissions.': ['groups.previewDeletion', 'groups.delete'],
  },
  'permissions:read': {
    'See the list of permissions, and which groups grant them.': [
      'permissions.list',
      'permissions.listPage',
      'permissions.view',
      'permissions.viewPage',
      'permissions.export',
      'permissions.exportHolders',
    ],
  },
  'permissions:create': {
    "Add custom permissions for the company's other systems.": ['permissions.new', 'permissions.create'],
  },
  'permissions:update': {
    'Change custom permissions.': ['permissions.update'],
  },
  'permissions:delete': {
    'Delete custom permissions.': ['permissions.delete'],
  },
  'audit:read': {
    'Read the audit log.': ['audit.list', 'audit.listPage', 'audit.export'],
  },
  'settings:read': {
    "See the company's settings.": ['company.view', 'company.viewPage'],
    'See how people sign in, and who uses two-factor authentication.': ['security.view', 'security.viewPage'],
    'See email delivery.': ['mail.view', 'mail.export'],
  },
  'settings:update': {
    "Change the company's name, color, logo, slug, time zone and language, and how long invitations are valid.": [
      'company.rename',
      'company.changeSlug',
      'company.changeInvitationDays',
      'company.changeTimeZone',
      'company.changeLanguage',
      'company.changeAccentColor',
      'company.uploadLogo',
      'company.removeLogo',
    ],
  },
  'settings:manage-security': {
    'Change how people sign in, with a preview of who is affected, and keep or revert settings on trial.': [
      'security.preview',
      'security.change',
      'security.keep',
      'security.revert',
    ],
    'Unblock addresses and networks after too many failed sign-ins.': ['security.liftAddressWait'],
  },
  'settings:manage-mail': {
    'Send test emails, and retry delayed emails.': ['mail.sendTest', 'mail.retry'],
  },
}

/** By permission, the operations that its text speaks of, each with the sentence that does. */
export const operationsInText = Object.entries(opens).map(([permission, sentences]) => ({
  permission,
  operations: Object.entries(sentences).flatMap(([sentence, names]) => names.map(name => ({ name, sentence }))),
}))

const everyAction: Record<string, string> = {
  users: 'Every action on users, including future ones.',
  groups: 'Every action on groups, including future ones.',
  permissions: 'Every action on permissions, including future ones.',
  audit: 'Every action on the audit log, including future ones.',
  settings: 'Every action on settings, including future ones.',
}

interface BuiltInPermission {
  resource: string
  action: string
  description: string
}

const textOf = (key: Permission): string => Object.keys(opens[key]).join(' ')

/** All built-in permissions including the wildcards, full access first. */
export const builtInPermissions: readonly BuiltInPermission[] = [
  { resource: '*', action: '*', description: 'Full access: everything in this company, including future permissions.' },
  ...builtInActions.flatMap(([resource, actions]) => [
    { resource, action: '*', description: lookup(everyAction, resource) ?? '' },
    ...actions.map(action => ({ resource, action, description: textOf(`${resource}:${action}` as Permission) })),
  ]),
]
