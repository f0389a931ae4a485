import { covers } from '@/lib/operation/can'

/** What permissions opened before migration 15_split_permissions, spelled out: it is history and does not change any more. */

/** The operations that each demanded. */
const opened: Record<string, readonly string[]> = {
  'audit:read': ['audit.list'],
  'groups:create': ['groups.create', 'groups.new'],
  'groups:delete': ['groups.delete', 'groups.previewDeletion'],
  'groups:read': ['groups.list', 'groups.view'],
  'groups:update': [
    'groups.changeMembers',
    'groups.changePermissions',
    'groups.changeSecondFactor',
    'groups.edit',
    'groups.editPermissions',
    'groups.update',
  ],
  'permissions:create': ['permissions.create', 'permissions.new'],
  'permissions:delete': ['permissions.delete'],
  'permissions:read': ['permissions.list', 'permissions.view'],
  'permissions:update': ['permissions.update'],
  'settings:read': ['company.view', 'mail.view', 'security.view'],
  'settings:update': [
    'company.changeInvitationDays',
    'company.changeSlug',
    'company.rename',
    'mail.retry',
    'mail.sendTest',
    'security.change',
    'security.keep',
    'security.liftAddressWait',
    'security.preview',
    'security.revert',
  ],
  'users:delete': ['users.delete'],
  'users:invite': [
    'imports.continue',
    'imports.downloadFailed',
    'imports.downloadTemplate',
    'imports.list',
    'imports.review',
    'imports.start',
    'imports.stop',
    'imports.undo',
    'imports.view',
    'imports.viewProgress',
    'invitations.cancel',
    'invitations.list',
    'invitations.new',
    'invitations.resend',
    'invitations.revealLink',
    'invitations.send',
  ],
  'users:read': [
    'users.bulk',
    'users.list',
    'users.previewBulk',
    'users.view',
    'users.viewBulkResult',
    'users.viewReceipt',
  ],
  'users:update': [
    'exemptions.end',
    'exemptions.grant',
    'users.deactivate',
    'users.edit',
    'users.endSession',
    'users.endSessions',
    'users.liftThrottle',
    'users.previewDeactivation',
    'users.reactivate',
    'users.resetSecondFactor',
    'users.sendPasswordReset',
    'users.update',
  ],
}

/** What operations demanded of some inputs on top of that. */
const requiredBesides: { operation: string; input: object; permissions: string[] }[] = [
  { operation: 'users.bulk', input: { act: 'add' }, permissions: ['groups:update'] },
  { operation: 'users.bulk', input: { act: 'remove' }, permissions: ['groups:update'] },
  { operation: 'users.bulk', input: { act: 'deactivate' }, permissions: ['users:update'] },
  { operation: 'users.bulk', input: { act: 'resend' }, permissions: ['users:invite'] },
  { operation: 'users.previewBulk', input: { act: 'add' }, permissions: ['groups:update'] },
  { operation: 'users.previewBulk', input: { act: 'remove' }, permissions: ['groups:update'] },
  { operation: 'users.previewBulk', input: { act: 'deactivate' }, permissions: ['users:update'] },
  { operation: 'users.previewBulk', input: { act: 'resend' }, permissions: ['users:invite'] },
  { operation: 'users.deactivate', input: { cancelInvitations: true }, permissions: ['users:invite'] },
  {
    operation: 'users.bulk',
    input: { act: 'deactivate', cancelInvitations: true },
    permissions: ['users:update', 'users:invite'],
  },
  { operation: 'imports.start', input: { createGroups: true }, permissions: ['groups:create'] },
]

/** Each operation, plain and by such an input, with all that it demanded. */
export const requirementsBeforeSplit: { operation: string; input: object; permissions: readonly string[] }[] =
  Object.entries(opened).flatMap(([permission, names]) =>
    names.flatMap(operation => [
      { operation, input: {}, permissions: [permission] },
      ...requiredBesides
        .filter(besides => besides.operation === operation)
        .map(besides => ({ operation, input: besides.input, permissions: [permission, ...besides.permissions] })),
    ]),
  )

/** What came of each permission that was split; it is granted beside it to whoever had it. */
export const splitPermissions: Record<string, readonly string[]> = {
  'users:invite': ['users:import'],
  'users:update': ['users:deactivate', 'users:manage-credentials', 'users:end-sessions'],
  'settings:update': ['settings:manage-security', 'settings:manage-mail'],
}

/** These keys with what came of them, each once, sorted. */
export const afterSplit = (keys: readonly string[]): string[] =>
  [...new Set(keys.flatMap(key => [key, ...(splitPermissions[key] ?? [])]))].sort()

/** Names of the operations, with their inputs, whose demands these keys meet. */
export const openedBy = (
  keys: readonly string[],
  requirements: readonly { operation: string; input: object; permissions: readonly string[] }[],
): string[] =>
  requirements
    .filter(({ permissions }) => permissions.every(wanted => keys.some(held => covers(held, wanted))))
    .map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`)
    .sort()
