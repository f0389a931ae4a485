import { headers } from 'next/headers'
import { env } from '../env'
import { AppError } from '../errors'

/**
 * Refuses a change whose Origin is missing or not ours. Next lets a missing one through; a browser
 * sends it with every POST, so only a forged or hand-made request lacks it.
 */
export async function demandOwnOrigin(): Promise<void> {
  const sent = await headers()
  const origin = sent.get('origin')
  const own = [new URL(env().APP_URL).host, sent.get('host')]
  const host = origin && URL.canParse(origin) ? new URL(origin).host : undefined
  if (!host || !own.includes(host)) {
    throw new AppError('untrusted_origin', 'This request did not come from a page of Console, so nothing was changed.')
  }
}
