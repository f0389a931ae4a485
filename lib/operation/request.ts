import { headers } from 'next/headers'
import { readSessionCookie } from '../auth/cookie'
import { readDeviceCookie } from '../auth/device-cookie'
import { exchange } from '../http/exchange'
import type { RequestFacts } from './define'

/** Longer user agents exist only in attacks; the audit log keeps this much. */
const MAX_USER_AGENT = 500

/** Where the current request comes from. */
export async function requestFacts(): Promise<RequestFacts> {
  const { requestId, ip, beganAt, signal } = exchange()
  return {
    requestId,
    ip,
    beganAt,
    signal,
    deviceTokens: await readDeviceCookie(),
    presentSession: await readSessionCookie(),
    userAgent: (await headers()).get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
}
