import { headers } from 'next/headers'
import { readDeviceCookie } from '@/lib/platform/cookies/device-cookie'
import { readSessionCookies } from '@/lib/platform/cookies/session-cookie'
import { requestContext } from '@/lib/platform/http/request-context'
import type { RequestFacts } from './define'

/** Longer user agents exist only in attacks; the audit log keeps this much. */
const MAX_USER_AGENT = 500

/** Where the current request comes from. */
export async function requestFacts(): Promise<RequestFacts> {
  const { requestId, ip, beganAt, signal } = requestContext()
  return {
    requestId,
    ip,
    beganAt,
    signal,
    deviceTokens: await readDeviceCookie(),
    sessions: await readSessionCookies(),
    userAgent: (await headers()).get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
}
