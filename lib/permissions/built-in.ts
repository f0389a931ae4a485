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
      'users.exportSessions',
    ],
    'Select many people for what other permissions allow, and see what became of it.': [
      'users.bulk',
      'users.previewBulk',
      'users.previewBulkPage',
      'users.viewBulkResult',
      'users.viewBulkResultPage',
    ],
    'See what ended when somebody was deactivated.': ['users.viewReceipt'],
  },
  'users:invite': {
    'Invite people.': ['invitations.new', 'invitations.send'],
    'See invitations, correct them, send them again, cancel them and copy their links.': [
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
    'Import people from a file: have it reviewed, start, stop, continue and undo the import.': [
      'imports.downloadTemplate',
      'imports.inspect',
      'imports.review',
      'imports.start',
      'imports.stop',
      'imports.continue',
      'imports.takeUp',
      'imports.undo',
    ],
    'See imports, how far they are, and download the rows that failed.': [
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
    'Change the name, title and email address of people, also after an objection.': [
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
    'Deactivate people, after seeing what would end, and reactivate them.': [
      'users.previewDeactivation',
      'users.previewDeactivationPage',
      'users.deactivate',
      'users.reactivate',
    ],
  },
  'users:manage-credentials': {
    "Reset people's second factor, and send them a link to choose a new password.": [
      'users.resetSecondFactor',
      'users.sendPasswordReset',
    ],
    'Let people sign in again who have to wait after wrong passwords or codes.': ['users.liftThrottle'],
    'Let people do without a required second factor for a while, and end such exceptions.': [
      'exemptions.grant',
      'exemptions.end',
    ],
  },
  'users:end-sessions': {
    'End sessions of people, or sign them out everywhere.': ['users.endSession', 'users.endSessions'],
  },
  'users:delete': {
    'Delete people who are inactive.': ['users.delete'],
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
    'Add people to groups and remove them.': ['groups.listCandidates', 'groups.changeMembers'],
    'Change which permissions groups grant.': ['groups.editPermissions', 'groups.changePermissions'],
    'Require a second factor of the members of groups.': ['groups.changeSecondFactor'],
  },
  'groups:delete': {
    'Delete groups, after seeing who would lose what.': ['groups.previewDeletion', 'groups.delete'],
  },
  'permissions:read': {
    'See the catalogue of permissions, and which groups grant them.': [
      'permissions.list',
      'permissions.view',
      'permissions.viewPage',
      'permissions.export',
      'permissions.exportHolders',
    ],
  },
  'permissions:create': {
    "Add permissions for the company's other systems.": ['permissions.new', 'permissions.create'],
  },
  'permissions:update': {
    'Change permissions that the company added.': ['permissions.update'],
  },
  'permissions:delete': {
    'Delete permissions that the company added.': ['permissions.delete'],
  },
  'audit:read': {
    'Read the audit log.': ['audit.list', 'audit.listPage', 'audit.export'],
  },
  'settings:read': {
    "See the company's settings.": ['company.view', 'company.viewPage'],
    'See how people sign in, and who has a second factor.': ['security.view', 'security.viewPage'],
    'See what became of mail.': ['mail.view', 'mail.export'],
  },
  'settings:update': {
    "Change the company's name, color, logo and slug, and how long invitations are good.": [
      'company.rename',
      'company.changeSlug',
      'company.changeInvitationDays',
      'company.changeAccentColor',
      'company.uploadLogo',
      'company.removeLogo',
    ],
  },
  'settings:manage-security': {
    'Change how people sign in, after seeing whom it would concern, and keep or take back settings that are on trial.':
      ['security.preview', 'security.change', 'security.keep', 'security.revert'],
    'Let people sign in again from an address or network that has to wait.': ['security.liftAddressWait'],
  },
  'settings:manage-mail': {
    'Send a test mail, and try delayed mail again at once.': ['mail.sendTest', 'mail.retry'],
  },
}

/** By permission, the operations that its text speaks of, each with the sentence that does. */
export const operationsInText = Object.entries(opens).map(([permission, sentences]) => ({
  permission,
  operations: Object.entries(sentences).flatMap(([sentence, names]) => names.map(name => ({ name, sentence }))),
}))

const everyAction: Record<string, string> = {
  users: 'Every action on users, also those that come later.',
  groups: 'Every action on groups, also those that come later.',
  permissions: 'Every action on permissions, also those that come later.',
  audit: 'Every action on the audit log, also those that come later.',
  settings: 'Every action on settings, also those that come later.',
}

interface BuiltInPermission {
  resource: string
  action: string
  description: string
}

const textOf = (key: Permission): string => Object.keys(opens[key]).join(' ')

/** All built-in permissions including the wildcards, full access first. */
export const builtInPermissions: readonly BuiltInPermission[] = [
  { resource: '*', action: '*', description: 'Full access: everything in this company, also what comes later.' },
  ...builtInActions.flatMap(([resource, actions]) => [
    { resource, action: '*', description: lookup(everyAction, resource) ?? '' },
    ...actions.map(action => ({ resource, action, description: textOf(`${resource}:${action}` as Permission) })),
  ]),
]
