import { randomUUID } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { env } from '@/lib/kernel/env'
import { admitAction } from './action-admission'
import { guardDocument } from './documents'
import { earlyAnswer, needsAdmission, withoutOrigin } from './early-answer'
import { servers } from './graceful-shutdown'
import { visitorAddress, isForwarded, isInner, normalise, rememberVisitor } from './incoming'
import { inContext, type RequestContext } from './request-context'
import { applyStatus } from './response-status'
import { answerClientError, guardAnswers, isOfDevelopment, refuseUpgrade, speakPlainHttp } from './wire'

/** One per process, also where a bundler evaluates this module more than once. */
const shared = globalThis as typeof globalThis & { consoleTracks?: true }

/** What on each connection has no answer yet. */
const unanswered = new WeakMap<Socket, Set<() => void>>()

/**
 * Once the answer is out, or its connection closed: of answers that wait on one behind another (a client may send requests
 * without waiting), node:http tells only the first that it closed.
 */
function whenOver({ socket }: IncomingMessage, response: ServerResponse, work: () => void): void {
  const open = unanswered.get(socket) ?? new Set()
  if (!unanswered.has(socket)) {
    unanswered.set(socket, open)
    socket.once('close', () => open.forEach(over => over()))
  }
  const over = () => {
    if (open.delete(over)) work()
  }
  open.add(over)
  response.once('close', over)
}

/**
 * Wraps every request of this process's servers in a context, and gives every answer the security headers. Called
 * once, from instrumentation.
 */
export function trackRequests(): void {
  if (shared.consoleTracks) return
  shared.consoleTracks = true
  guardAnswers()
  const emit = http.Server.prototype.emit as (event: string | symbol, ...args: unknown[]) => boolean
  http.Server.prototype.emit = function (this: http.Server, event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'connection') speakPlainHttp(this)
    if (event === 'clientError') {
      answerClientError(...(args as Parameters<typeof answerClientError>))
      return true
    }
    if (event === 'upgrade' && !isOfDevelopment(args[0] as IncomingMessage)) {
      refuseUpgrade(args[1] as Duplex)
      return true
    }
    if (event !== 'request') return Reflect.apply(emit, this, [event, ...args])
    servers.add(this)
    const [request, response] = args as [IncomingMessage, ServerResponse]
    const inner = isInner(request)
    const current: RequestContext = {
      requestId: randomUUID(),
      ip: visitorAddress(request),
      forwarded: isForwarded(request),
      url: withoutOrigin(request.url ?? '/'),
      beganAt: performance.now(),
    }
    const gone = new AbortController()
    current.signal = gone.signal
    whenOver(request, response, () => !response.writableFinished && gone.abort())
    normalise(request)
    response.setHeader('X-Request-Id', current.requestId)
    rememberVisitor(request, current.ip)
    applyStatus(request, response, current)
    const early = earlyAnswer(request, { requestId: current.requestId, appUrl: env().APP_URL })
    if (early) {
      response.writeHead(early.status, early.headers).end(early.body)
      return true
    }
    guardDocument(request, response, env().APP_URL)
    const pass = () => inContext(current, () => Reflect.apply(emit, this, [event, ...args]))
    if (inner || !needsAdmission(request) || current.ip === null) return pass()
    void admitAction(request, response, Object.assign(current, { ip: current.ip, signal: gone.signal }), pass)
    return true
  }
}
