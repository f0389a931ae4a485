/** How a permission is written everywhere: `resource:action`. */
export const permissionKey = ({ resource, action }: { resource: string; action: string }): string =>
  `${resource}:${action}`
