import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { env } from '@/lib/kernel/env'
import { log } from '@/lib/kernel/log'
import { withoutOrigin } from './early-answer'
import { isOwnOrigin } from './own-origin'

/** Known to this process only, so that nobody else can say who the visitor is. */
const VISITOR = 'x-visitor'
const innerMark = `${randomUUID()} `

/** A request of ours to ourselves. */
export const isInner = (request: IncomingMessage): boolean =>
  String(request.headers[VISITOR] ?? '').startsWith(innerMark)

let hasWarned = false

/** Behind a proxy that nobody told of, all visitors are one address, and held back as one. */
function warnOfProxy(request: IncomingMessage): void {
  if (hasWarned || request.headers['x-forwarded-for'] === undefined) return
  hasWarned = true
  log.warn(
    'A request came with X-Forwarded-For while TRUSTED_PROXIES is 0: if a proxy of yours stands in front, all visitors count as one address until you set it.',
  )
}

export const visitorAddress = (request: IncomingMessage): string | null => {
  if (isInner(request)) return String(request.headers[VISITOR]).slice(innerMark.length) || null
  const hops = env().TRUSTED_PROXIES
  if (hops === 0) warnOfProxy(request)
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
  const address = hops > 0 ? (forwarded.at(-hops) ?? request.socket.remoteAddress) : request.socket.remoteAddress
  return address?.replace(/^::ffff:/, '') ?? null
}

/** What proxies add. Next adds some of its own, so this looks before it does. */
export const isForwarded = ({ headers }: IncomingMessage): boolean =>
  ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(name => headers[name] !== undefined)

/**
 * Console knows itself by APP_URL alone: what it is called by others, in Host or by a proxy, leads nowhere. A page of
 * ours under another name of this machine becomes one of APP_URL's here, so that Next's own check and ours agree.
 */
export function normalise(request: IncomingMessage): void {
  const { headers } = request
  const { APP_URL } = env()
  const app = new URL(APP_URL)
  request.url = withoutOrigin(request.url ?? '/')
  if (isOwnOrigin({ origin: headers.origin, host: headers.host }, APP_URL)) headers.origin = app.origin
  headers['x-forwarded-host'] = app.host
  headers['x-forwarded-proto'] = app.protocol.slice(0, -1)
  delete headers['x-forwarded-port']
  // What was wished of this connection is done with; passed on with an action to another page, it would break that request.
  delete headers.upgrade
  delete headers.expect
  // Next takes the nonce of its scripts from here, which is ours to say (documents.ts).
  delete headers['content-security-policy']
  delete headers['content-security-policy-report-only']
}

/** Says in the request's own headers whom it comes from, for what Next passes on to ourselves. */
export function rememberVisitor({ headers }: IncomingMessage, ip: string | null): void {
  headers[VISITOR] = innerMark + (ip ?? '')
}
