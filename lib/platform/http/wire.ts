import http, { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { env } from '@/lib/kernel/env'
import { securityHeaders } from './security-headers'

/**
 * What node:http answers before anything of Next or of ours hears of a request: what is no HTTP, what is too large or
 * too slow, protocols that are not spoken here. These answers carry the same headers as all others, and end the
 * connection where what follows on it could not be trusted.
 */

/**
 * Adds the security headers to every answer of this process that does not say them itself, once and for all, and lets heads go with
 * the first bytes.
 */
export function guardAnswers(): void {
  const { writeHead } = http.ServerResponse.prototype
  const headers = Object.entries(securityHeaders(env().APP_URL))
  http.ServerResponse.prototype.writeHead = function (this: ServerResponse, ...rest: unknown[]): ServerResponse {
    for (const [name, value] of headers) if (!this.headersSent && !this.hasHeader(name)) this.setHeader(name, value)
    return Reflect.apply(writeHead, this, rest)
  } as typeof writeHead
  // Next sends the head by itself, right before the first bytes, which is one write to the socket more: it waits for them.
  http.ServerResponse.prototype.flushHeaders = () => {}
}

/** Servers that have been told what not to leave to node:http. */
const known = new WeakSet<Server>()

/** To be called at a server's first connection, before it reads anything. */
export function speakPlainHttp(server: Server): void {
  if (known.has(server)) return
  known.add(server)
  // Where nobody listens for it, a wish for another protocol is not heard and the request answered like any other
  // [RFC 9110 section 7.8]. Next's own listener, which is for its development server, would leave it without an answer.
  if (process.env.NODE_ENV === 'production') server.removeAllListeners('upgrade')
  server.on('connect', (_: IncomingMessage, socket: Duplex) =>
    answerRaw(socket, 405, { Allow: 'GET, HEAD, POST, OPTIONS' }),
  )
  server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(417, { 'Content-Type': 'text/plain; charset=utf-8' }).end('This expectation cannot be met.')
  })
}

/** A page being developed follows its changes by a WebSocket of Next's own. */
export const isOfDevelopment = ({ url }: IncomingMessage): boolean => url?.startsWith('/_next/') ?? false

/** Where Next does listen, in development: nothing of ours speaks another protocol. */
export const refuseUpgrade = (socket: Duplex): void => answerRaw(socket, 426, { Upgrade: 'HTTP/1.1' })

/** As node:http would choose them. */
const statuses = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
])

/** Answers what could not be read as a request, unless an answer is on its way over the same connection. */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Duplex & { _httpMessage?: ServerResponse },
): void {
  if (socket.writable && !socket._httpMessage?.headersSent && error.code !== 'ECONNRESET')
    answerRaw(socket, statuses.get(error.code ?? '') ?? 400)
  else socket.destroy(error)
}

function answerRaw(socket: Duplex, status: number, more: Record<string, string> = {}): void {
  const sentence = STATUS_CODES[status]!
  const headers = {
    ...securityHeaders(env().APP_URL),
    ...more,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': sentence.length,
    Connection: 'close',
  }
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status} ${sentence}\r\n${head}\r\n${sentence}`, () => socket.destroy())
}
