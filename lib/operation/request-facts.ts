import { cookies, headers } from 'next/headers'
import { setReader } from '@/lib/kernel/reader'
import { readTimeZone } from '@/lib/kernel/time-zone'
import { TIME_ZONE_COOKIE } from '@/lib/kernel/time-zone-cookie'
import { readDeviceCookie } from '@/lib/platform/cookies/device-cookie'
import { readSessionCookies } from '@/lib/platform/cookies/session-cookie'
import { requestContext } from '@/lib/platform/http/request-context'
import type { RequestFacts } from './define'

/** Longer user agents exist only in attacks; the audit log keeps this much. */
const MAX_USER_AGENT = 500

/** Where the current request comes from. */
export async function requestFacts(): Promise<RequestFacts> {
  const { requestId, ip, beganAt, signal } = requestContext()
  const timeZone = readTimeZone((await cookies()).get(TIME_ZONE_COOKIE)?.value) ?? null
  if (timeZone) setReader({ timeZone })
  return {
    requestId,
    ip,
    beganAt,
    signal,
    timeZone,
    deviceTokens: await readDeviceCookie(),
    sessions: await readSessionCookies(),
    userAgent: (await headers()).get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
}
