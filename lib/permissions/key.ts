/** How a permission is written everywhere: `resource:action`. */
export const keyOf = ({ resource, action }: { resource: string; action: string }): string => `${resource}:${action}`
