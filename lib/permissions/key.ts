/** How a permission is written everywhere: `resource:action`. */
export const permissionKey = ({ resource, action }: { resource: string; action: string }): string =>
  `${resource}:${action}`

/** How a text looks that may be one, in small letters and without blanks around it. */
export const permissionKeyShape = /^(?:\*|[a-z][a-z0-9]*(?:-[a-z0-9]+)*):(?:\*|[a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/

/** Whether somebody typed one, in whatever spelling. */
export const looksLikeKey = (typed: string): boolean => permissionKeyShape.test(typed.trim().toLowerCase())
