import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { env } from '@/lib/kernel/env'
import { log } from '@/lib/kernel/log'
import { networkPrefix } from '@/lib/kernel/network-prefix'
import { readSessionClaims } from '@/lib/platform/cookies/session-claims'
import { sessionCookieName } from '@/lib/platform/cookies/session-cookie-name'
import { AdmissionControl } from './admission'
import { earlyAnswer, isAction, withoutOrigin } from './early-answer'
import { failuresByNetwork } from './failures-by-network'
import { servers } from './graceful-shutdown'
import { isOwnOrigin } from './own-origin'
import { answerClientError, guardAnswers, isOfDevelopment, refuseUpgrade, speakPlainHttp } from './wire'

/**
 * What the code below Next knows of the HTTP request it serves. Next has no way for a page or a
 * server action to say its status: forbidden() and notFound() answer with a document that is empty
 * until scripts run. So the status is noted here and set when the head is written.
 * docs/decisions/0003-status-of-pages-and-actions.md
 */
interface RequestContext {
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
const shared = globalThis as typeof globalThis & {
  consoleRequests?: AsyncLocalStorage<RequestContext>
  consoleTracks?: true
}
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

/** Known to this process only, so that nobody else can say who the visitor is. */
const VISITOR = 'x-visitor'
const innerMark = `${randomUUID()} `

/** A request of ours to ourselves. */
const isInner = (request: IncomingMessage): boolean => String(request.headers[VISITOR] ?? '').startsWith(innerMark)

let hasWarned = false

/** Behind a proxy that nobody told of, all visitors are one address, and held back as one. */
function warnOfProxy(request: IncomingMessage): void {
  if (hasWarned || request.headers['x-forwarded-for'] === undefined) return
  hasWarned = true
  log.warn(
    'A request came with X-Forwarded-For while TRUSTED_PROXIES is 0: if a proxy of yours stands in front, all visitors count as one address until you set it.',
  )
}

const addressOf = (request: IncomingMessage): string | null => {
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
const isForwarded = ({ headers }: IncomingMessage): boolean =>
  ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].some(name => headers[name] !== undefined)

/**
 * Console knows itself by APP_URL alone: what it is called by others, in Host or by a proxy, leads nowhere. A page of
 * ours under another name of this machine becomes one of APP_URL's here, so that Next's own check and ours agree.
 */
function normalise(request: IncomingMessage): void {
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
  // Next takes the nonce of its scripts from here, which is the middleware's to say.
  delete headers['content-security-policy']
  delete headers['content-security-policy-report-only']
}

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

/**
 * Waits until all of a request is here, so that whoever sends it slowly takes nobody's place meanwhile; of a large one until
 * as much of it is as is kept before somebody reads. Never, where its client leaves before.
 */
const arrival = (request: IncomingMessage): Promise<'whole' | 'large'> =>
  new Promise(resolve => {
    const push = request.push.bind(request)
    request.push = (chunk: unknown, encoding?: BufferEncoding) => {
      const hasRoom = push(chunk, encoding)
      if (chunk === null) resolve('whole')
      else if (!hasRoom) resolve('large')
      return hasRoom
    }
  })

const cookieNamed = (name: string, header: string): string | undefined =>
  header
    .split(/; */)
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

const gate = new AdmissionControl()

/** Those with a session ask for little at a time; those without one may be many behind one address, and take a hash each. */
const ROOM = {
  session: { most: 24, holdMs: 3_000 },
  device: { most: 3, holdMs: 3_000 },
  anonymous: { most: 3, holdMs: 3_000 },
  over: { most: 1, holdMs: 3_000 },
}

/**
 * Passes a server action on when its network has room, or answers that it has not. Actions are what can be sent without a
 * session and costs more than a page: signing in, above all; by script or as a form without one.
 */
async function throughGate(
  request: IncomingMessage,
  response: ServerResponse,
  current: RequestContext & { ip: string; signal: AbortSignal },
  pass: () => void,
): Promise<void> {
  const { cookie = '' } = request.headers
  const { ip, signal } = current
  const size = await arrival(request)
  // Whoever was here before is not behind a crowd of those who were not, nor of those who say so without a cookie of ours.
  const session = await readSessionClaims(cookieNamed(sessionCookieName(env().APP_URL), cookie))
  const known = session ? 'session' : cookie.includes('console.device=') ? 'device' : undefined
  // An address over its limit waits among its like: its neighbours in the network are not to stand behind its penalties.
  const kind = known ?? (failuresByNetwork().isOver(ip) ? 'over' : 'anonymous')
  const leave = await gate.enter(`${size} ${kind} ${networkPrefix(ip)}`, ROOM[kind], signal)
  if (signal.aborted) return leave?.()
  if (leave) {
    response.once('close', leave)
    signal.addEventListener('abort', leave, { once: true })
    return pass()
  }
  current.reached = true
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '10' })
  response.end('There are too many requests from your network right now. Please try again in a few seconds.')
}

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
      ip: addressOf(request),
      forwarded: isForwarded(request),
      url: withoutOrigin(request.url ?? '/'),
      beganAt: performance.now(),
    }
    const gone = new AbortController()
    current.signal = gone.signal
    whenOver(request, response, () => !response.writableFinished && gone.abort())
    normalise(request)
    response.setHeader('X-Request-Id', current.requestId)
    request.headers[VISITOR] = innerMark + (current.ip ?? '')
    applyStatus(request, response, current)
    const early = earlyAnswer(request, { requestId: current.requestId, appUrl: env().APP_URL })
    if (early) {
      response.writeHead(early.status, early.headers).end(early.body)
      return true
    }
    const pass = () => contexts.run(current, () => Reflect.apply(emit, this, [event, ...args]))
    if (inner || request.method !== 'POST' || !isAction(request) || current.ip === null) return pass()
    void throughGate(request, response, Object.assign(current, { ip: current.ip, signal: gone.signal }), pass)
    return true
  }
}

/** Puts the status that was noted in place of Next's as soon as the head is written. */
function applyStatus(request: IncomingMessage, response: ServerResponse, current: RequestContext): void {
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
