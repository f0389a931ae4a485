import { lookup } from '@/lib/kernel/lookup'

/** Console's own permissions: every resource and action an operation can demand. What each opens is in `built-in.ts`. */

const builtIn = {
  users: {
    label: 'Users',
    actions: ['read', 'invite', 'import', 'update', 'deactivate', 'manage-credentials', 'end-sessions', 'delete'],
  },
  groups: { label: 'Groups', actions: ['read', 'create', 'update', 'delete'] },
  permissions: { label: 'Permissions', actions: ['read', 'create', 'update', 'delete'] },
  audit: { label: 'Audit log', actions: ['read'] },
  settings: { label: 'Settings', actions: ['read', 'update', 'manage-security', 'manage-mail'] },
} as const

type Catalogue = typeof builtIn

/** A permission that an operation may demand, such as `users:read`. */
export type Permission = { [R in keyof Catalogue]: `${R}:${Catalogue[R]['actions'][number]}` }[keyof Catalogue]

declare module '@/lib/operation/register' {
  interface Register {
    permission: Permission
  }
}

/** Each resource of Console's own with its actions, in the order of pages. */
export const builtInActions: readonly (readonly [resource: string, actions: readonly string[]])[] = Object.entries(
  builtIn,
).map(([resource, { actions }]) => [resource, actions])

/** Resources that belong to Console; a company's own permissions use other names. */
export const builtInResources: readonly string[] = ['*', ...Object.keys(builtIn)]

/** How a resource is called on pages: Console's own by their title, others by their name. */
export const resourceLabel = (resource: string): string =>
  resource === '*' ? 'Everything' : (lookup(builtIn, resource)?.label ?? resource)
