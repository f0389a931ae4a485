import type { IncomingMessage } from 'node:http'
import { errorBody, AppError } from '@/lib/kernel/errors'
import { isOwnOrigin, otherLoopbackName } from './own-origin'

/** An answer that needs neither Next nor any code of a page. */
interface EarlyAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What the API's addresses may know. Which of them one does, its own answer says (lib/operation/route.ts). */
const API_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Files outside the API that are sent by a POST which is no server action. */
const UPLOADS = [/^\/[^/]+\/users\/import\/(inspect|review)$/, /^\/[^/]+\/settings\/logo$/]

/** Signing in again without leaving a page: each step is a POST that may come without a session, and takes a hash. */
const SIGN_IN = /^\/[^/]+\/login\/again$/

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/')

/** Pages and files: a page takes a POST only for a server action, by script or as a form without one. */
function methodsOf(path: string): string[] {
  if (isApi(path)) return API_METHODS
  return path.startsWith('/_next/') ? ['GET', 'HEAD', 'OPTIONS'] : ['GET', 'HEAD', 'POST', 'OPTIONS']
}

/** Whether a POST is a server action: sent by a script, or as a form without one, which Next runs just as well. */
export const isAction = ({ headers }: IncomingMessage): boolean =>
  headers['next-action'] !== undefined || /^multipart\/form-data/i.test(headers['content-type'] ?? '')

/** Whether a request may come without a session and cost more than a page: it waits for its turn among its like. */
export const needsAdmission = (request: IncomingMessage): boolean =>
  request.method === 'POST' && (isAction(request) || SIGN_IN.test(withoutOrigin(request.url ?? '/').split('?')[0]!))

function isAllowed(request: IncomingMessage, method: string, path: string): boolean {
  if (!methodsOf(path).includes(method)) return false
  return (
    method !== 'POST' ||
    isApi(path) ||
    isAction(request) ||
    SIGN_IN.test(path) ||
    UPLOADS.some(upload => upload.test(path))
  )
}

/** A percent sign that begins nothing would be an error of the server's below. */
function isDecodable(path: string): boolean {
  try {
    return Boolean(decodeURIComponent(path))
  } catch {
    return false
  }
}

/** What Next shows in place of a page has an address of its own there, and the status of an error of the server's. */
const isInPlaceOfPages = (path: string): boolean =>
  /^\/+_(global-error|error|not-found)\b/.test(decodeURIComponent(path))

/** `GET http://console.example/login HTTP/1.1` means the same as `GET /login` [RFC 9112 section 3.2.2]. */
export const withoutOrigin = (url: string): string => url.replace(/^https?:\/\/[^/?#]*\/?/i, '/')

/** Somebody who opens a page of it in their browser, on their own machine, by another name than APP_URL's. */
function elsewhere({ method = '', headers, url = '/' }: IncomingMessage, appUrl: string): string | undefined {
  if (!['GET', 'HEAD'].includes(method) || headers['sec-fetch-mode'] !== 'navigate') return undefined
  const origin = otherLoopbackName(headers.host, appUrl)
  return origin && `${origin}${url}`
}

/**
 * An action that is sent from somebody else's page. Next refuses it too, but as an error of the server; the operation's own
 * door (lib/operation/own-origin.ts) also refuses one that does not say where it comes from.
 */
const isForeign = ({ headers }: IncomingMessage, appUrl: string): boolean =>
  headers.origin !== undefined && !isOwnOrigin({ origin: headers.origin, host: headers.host }, appUrl)

/**
 * How a request is answered that no page and no route could understand, and one that belongs under another name;
 * undefined for all others.
 */
export function earlyAnswer(
  request: IncomingMessage,
  { requestId, appUrl }: { requestId: string; appUrl: string },
): EarlyAnswer | undefined {
  const { url = '/', method = 'GET', headers } = request
  const path = url.split('?', 1)[0]!
  const refuse = (status: number, error: AppError, more: Record<string, string> = {}): EarlyAnswer =>
    isApi(path)
      ? {
          status,
          headers: { 'Content-Type': 'application/json', ...more },
          body: JSON.stringify({ error: errorBody(error, requestId) }),
        }
      : { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...more }, body: error.message }

  const allow = { Allow: methodsOf(path).join(', ') }
  if (method === 'OPTIONS' && (url === '*' || !isApi(path))) return { status: 204, headers: allow, body: '' }
  // As long as the pages' addresses are: what cannot be an address is refused whatever its method.
  if (!url.startsWith('/') || !isDecodable(path))
    return refuse(400, new AppError('bad_request', 'This address cannot be read.'))
  if (isInPlaceOfPages(path)) return refuse(404, new AppError('not_found', 'There is nothing at this address.'))
  if (!isAllowed(request, method, path))
    return refuse(405, new AppError('method_not_allowed', 'This method does nothing here.'), allow)
  // Next reads an Origin before anybody asks whether it is one.
  if (headers.origin !== undefined && headers.origin !== 'null' && !URL.canParse(headers.origin)) {
    return refuse(400, new AppError('bad_request', 'The Origin of this request cannot be read.'))
  }
  if (method === 'POST' && !isApi(path) && isForeign(request, appUrl))
    return refuse(403, new AppError('untrusted_origin', 'This request did not come from a page of Console.'))
  const to = elsewhere(request, appUrl)
  return to === undefined
    ? undefined
    : { status: 307, headers: { Location: to, 'Content-Type': 'text/plain; charset=utf-8' }, body: '' }
}
