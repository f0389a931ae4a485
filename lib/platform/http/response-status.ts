import type { IncomingMessage, ServerResponse } from 'node:http'
import { isAction } from './early-answer'
import type { RequestContext } from './request-context'

/**
 * Next calls an action whose body it cannot read (broken multipart, garbage for arguments) an error of
 * the server's, and likewise a navigation that says in a way of its own which page it comes from.
 */
const mayBeUnreadable = (request: IncomingMessage): boolean =>
  request.headers['next-router-state-tree'] !== undefined || (request.method === 'POST' && isAction(request))

/**
 * An action that the page it was sent to does not know is passed on by Next to one that does, in a
 * request to ourselves of which it keeps the headers and forgets the status. The visitor's address goes
 * along in a header of the request.
 */
const INNER_STATUS = 'x-inner-status'

/** Puts the status that was noted in place of Next's as soon as the head is written. */
export function applyStatus(request: IncomingMessage, response: ServerResponse, current: RequestContext): void {
  const writeHead = response.writeHead as unknown as (status: number, ...rest: unknown[]) => ServerResponse
  const forwarded = request.headers['x-action-forwarded'] !== undefined
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    if (current.retryAfter) response.setHeader('Retry-After', String(current.retryAfter))
    const inner = Number(response.getHeader(INNER_STATUS) ?? 0)
    const unread = status >= 500 && !current.reached && mayBeUnreadable(request) ? 400 : undefined
    const noted = current.status ?? unread ?? (inner >= 400 && inner < 600 ? inner : undefined)
    if (forwarded && noted) response.setHeader(INNER_STATUS, noted)
    else response.removeHeader(INNER_STATUS)
    return Reflect.apply(writeHead, response, [status === 200 && noted ? noted : (unread ?? status), ...rest])
  }) as typeof response.writeHead
}
