import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { forReader } from '@/lib/kernel/reader'

/**
 * What the code below Next knows of the HTTP request it serves. Next has no way for a page or a
 * server action to say its status: forbidden() and notFound() answer with a document that is empty
 * until scripts run. So the status is noted here and set when the head is written.
 * docs/decisions/0003-status-of-pages-and-actions.md
 */
export interface RequestContext {
  requestId: string
  ip: string | null
  /** Somebody passed the request on, and may not be who the address says. */
  forwarded: boolean
  /** Path and query as requested. */
  url: string
  /** When it came, as `performance.now()` counts. */
  beganAt: number
  /** Aborted when the connection closes before the answer is out. */
  signal?: AbortSignal
  status?: number
  retryAfter?: number
  /** Code of ours has run: what fails from now on is no longer the fault of how the request was written. */
  reached?: boolean
}

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleRequests?: AsyncLocalStorage<RequestContext> }
const contexts = (shared.consoleRequests ??= new AsyncLocalStorage<RequestContext>())

/** The request being served; outside of one (command line, tests) a fresh one that leads nowhere. */
export function requestContext(): RequestContext {
  const current = contexts.getStore() ?? {
    requestId: randomUUID(),
    ip: null,
    forwarded: false,
    url: '/',
    beganAt: performance.now(),
  }
  current.reached = true
  return current
}

/** Answers with this status instead of 200, unless the head is already out. */
export function setResponseStatus(status: number, retryAfter?: number): void {
  const current = contexts.getStore()
  if (current) Object.assign(current, { status, retryAfter })
}

/** Serves a request: what runs within finds its context. */
export const inContext = <T>(context: RequestContext, serve: () => T): T =>
  contexts.run(context, () => forReader({}, serve))
