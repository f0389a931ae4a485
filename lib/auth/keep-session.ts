import type { BegunSession } from './begin-session'
import { holdSession } from './cookie'
import { rememberDevice } from './device-cookie'

/** Puts what a sign-in began into the browser's cookies. */
export async function keepSession({ token, companyId, deviceToken }: BegunSession): Promise<void> {
  await holdSession({ token, companyId })
  if (deviceToken) await rememberDevice(deviceToken)
}
