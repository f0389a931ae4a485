import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { linkPages } from '@/lib/kernel/paths'
import { contentSecurityPolicy, securityHeaders } from './security-headers'

/** Files, pictures and the API, whose answers carry no script of ours and have their headers from `wire.ts`. */
const isDocument = (path: string): boolean => !/^\/(api\/|_next\/static\/|icon\.svg$|[^/]+\/logo\/)/.test(path)

/** The HTML of a mail that was written to a file, which is shown in a frame: it styles itself and does nothing. */
const isWrittenMail = (path: string): boolean => /^\/dev\/mail\/[^/]+\/html$/.test(path)

const mailPolicy = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `img-src data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
  // Its links open in windows of their own, which are ordinary ones.
  `sandbox allow-popups allow-popups-to-escape-sandbox`,
].join('; ')

/** An address with a secret in it, which no other site and no log of one should learn. */
const hasToken = (path: string): boolean => linkPages.some(page => page === path.split('/')[2])

/**
 * Gives the answer to what may be a document its headers, with a nonce of its own. Here and not in the middleware: going
 * through that takes Next about 1 ms of processor a page (docs/decisions/0026-documents-get-their-headers-at-the-server.md).
 */
export function guardDocument(request: IncomingMessage, response: ServerResponse, appUrl: string): void {
  const path = (request.url ?? '/').split('?', 1)[0]!
  if (!isDocument(path)) return
  const headers = securityHeaders(appUrl)
  if (isWrittenMail(path)) {
    Object.assign(headers, { 'Content-Security-Policy': mailPolicy, 'X-Frame-Options': 'SAMEORIGIN' })
  } else {
    const policy = contentSecurityPolicy(Buffer.from(randomUUID()).toString('base64'))
    headers['Content-Security-Policy'] = policy
    // Next reads the nonce from here and puts it on its own scripts.
    request.headers['content-security-policy'] = policy
    if (hasToken(path)) headers['Referrer-Policy'] = 'no-referrer'
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}
