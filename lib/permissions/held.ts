import { AppError } from '../errors'
import { missingFrom, type PermissionHolder } from './can'

/**
 * Nobody gives away what they do not hold.
 * @param deed how the sentence calls it, such as "grant" or "hand out"
 * @throws AppError `not_held`, naming what is missing
 */
export function demandHeld(actor: PermissionHolder, keys: readonly string[], deed: string): void {
  const missing = [...new Set(missingFrom(actor, keys))].sort()
  if (!missing.length) return
  throw new AppError('not_held', `You cannot ${deed} what you do not have yourself: ${missing.join(', ')}.`)
}
