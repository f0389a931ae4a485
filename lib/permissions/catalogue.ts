import { lookup } from '@/lib/kernel/lookup'

/** Console's own permissions: every resource and action an operation can demand. One typed list. */

const builtIn = {
  users: {
    label: 'Users',
    '*': 'Every action on users, also those that come later.',
    read: 'See the people of the company, their groups and permissions.',
    invite: 'Invite people, alone or as an import, and resend or cancel invitations.',
    update: 'Deactivate and reactivate people, and end their sessions.',
    delete: 'Delete people who are inactive.',
  },
  groups: {
    label: 'Groups',
    '*': 'Every action on groups, also those that come later.',
    read: 'See groups, their members and what they grant.',
    create: 'Create groups.',
    update: 'Rename groups, change who belongs to them and what they grant.',
    delete: 'Delete groups.',
  },
  permissions: {
    label: 'Permissions',
    '*': 'Every action on permissions, also those that come later.',
    read: 'See the catalogue of permissions.',
    create: "Add permissions for the company's other systems.",
    update: 'Change permissions that the company added.',
    delete: 'Delete permissions that the company added.',
  },
  audit: {
    label: 'Audit log',
    '*': 'Every action on the audit log, also those that come later.',
    read: 'Read the audit log.',
  },
  settings: {
    label: 'Settings',
    '*': 'Every action on settings, also those that come later.',
    read: "See the company's settings.",
    update: "Change the company's name, slug and settings.",
  },
} as const

type Catalogue = typeof builtIn

/** A permission that an operation may demand, such as `users:read`. */
export type Permission = {
  [R in keyof Catalogue]: `${R}:${Exclude<keyof Catalogue[R] & string, 'label' | '*'>}`
}[keyof Catalogue]

declare module '@/lib/operation/register' {
  interface Register {
    permission: Permission
  }
}

interface BuiltInPermission {
  resource: string
  action: string
  description: string
}

/** All built-in permissions including the wildcards, full access first. */
export const builtInPermissions: readonly BuiltInPermission[] = [
  { resource: '*', action: '*', description: 'Full access: everything in this company, also what comes later.' },
  ...Object.entries(builtIn).flatMap(([resource, { label: _, ...actions }]) =>
    Object.entries(actions).map(([action, description]) => ({ resource, action, description })),
  ),
]

/** Resources that belong to Console; a company's own permissions use other names. */
export const builtInResources: readonly string[] = ['*', ...Object.keys(builtIn)]

/** How a resource is called on pages: Console's own by their title, others by their name. */
export const resourceLabel = (resource: string): string =>
  resource === '*' ? 'Everything' : (lookup(builtIn, resource)?.label ?? resource)
