import { headers } from 'next/headers'
import { env } from '@/lib/kernel/env'
import { AppError } from '@/lib/kernel/errors'
import { isOwnOrigin } from '@/lib/platform/http/own-origin'

/**
 * Refuses a change whose Origin is missing or not ours. Next lets a missing one through; a browser
 * sends it with every POST, so only a forged or hand-made request lacks it.
 */
export async function requireOwnOrigin(): Promise<void> {
  const sent = await headers()
  if (!isOwnOrigin({ origin: sent.get('origin'), host: sent.get('host') }, env().APP_URL)) {
    throw new AppError('untrusted_origin', 'This request did not come from Console, so nothing was changed.')
  }
}
