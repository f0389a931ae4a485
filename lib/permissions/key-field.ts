import { z } from 'zod'
import { permissionKeyShape } from './key'

/** The key of a permission, such as `users:read`, in whatever spelling. */
export const permissionKeyField = z
  .string({ error: 'Enter a permission, such as users:read.' })
  .max(200, { error: 'A permission can have at most 200 characters.' })
  .trim()
  .toLowerCase()
  .regex(permissionKeyShape, { error: 'A permission must be a resource and an action, such as users:read.' })
