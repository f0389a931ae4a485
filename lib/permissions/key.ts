/** How a permission is written everywhere: `resource:action`. */
export const permissionKey = ({ resource, action }: { resource: string; action: string }): string =>
  `${resource}:${action}`

/** How a text looks that may be one. */
export const permissionKeyShape = /^[^\s:]+:[^\s:]+$/
