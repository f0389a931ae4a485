import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { env } from '../env'

/**
 * What the code below Next knows of the HTTP exchange it serves. Next has no way for a page or a
 * server action to say its status: forbidden() and notFound() answer with a document that is empty
 * until scripts run. So the status is noted here and set when the head is written.
 * docs/decisions/0003-status-of-pages-and-actions.md
 */
interface Exchange {
  requestId: string
  ip: string | null
  /** Path and query as requested. */
  url: string
  status?: number
  retryAfter?: number
}

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleExchanges?: AsyncLocalStorage<Exchange> }
const exchanges = (shared.consoleExchanges ??= new AsyncLocalStorage<Exchange>())

/** The exchange being served; outside of one (command line, tests) a fresh one that leads nowhere. */
export const exchange = (): Exchange => exchanges.getStore() ?? { requestId: randomUUID(), ip: null, url: '/' }

/** Answers with this status instead of 200, unless the head is already out. */
export function answerWith(status: number, retryAfter?: number): void {
  const current = exchanges.getStore()
  if (current) Object.assign(current, { status, retryAfter })
}

const addressOf = (request: IncomingMessage): string | null => {
  const hops = env().TRUSTED_PROXIES
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',').map(part => part.trim()).filter(Boolean)
  const address = hops > 0 ? (forwarded.at(-hops) ?? request.socket.remoteAddress) : request.socket.remoteAddress
  return address?.replace(/^::ffff:/, '') ?? null
}

/** Wraps every request of this process's servers in an exchange. Called once, from instrumentation. */
export function followExchanges(): void {
  const emit = http.Server.prototype.emit as (event: string | symbol, ...args: unknown[]) => boolean
  http.Server.prototype.emit = function (this: http.Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event !== 'request') return Reflect.apply(emit, this, [event, ...args])
    const [request, response] = args as [IncomingMessage, ServerResponse]
    const current: Exchange = { requestId: randomUUID(), ip: addressOf(request), url: request.url ?? '/' }
    response.setHeader('X-Request-Id', current.requestId)
    const writeHead = response.writeHead as unknown as (status: number, ...rest: unknown[]) => ServerResponse
    response.writeHead = ((status: number, ...rest: unknown[]) => {
      if (current.retryAfter) response.setHeader('Retry-After', String(current.retryAfter))
      return Reflect.apply(writeHead, response, [status === 200 && current.status ? current.status : status, ...rest])
    }) as typeof response.writeHead
    return exchanges.run(current, () => Reflect.apply(emit, this, [event, ...args]))
  }
}
