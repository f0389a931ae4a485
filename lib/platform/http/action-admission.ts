import type { IncomingMessage, ServerResponse } from 'node:http'
import { networkPrefix } from '@/lib/kernel/network-prefix'
import { readSessionClaims } from '@/lib/platform/cookies/session-claims'
import { AdmissionControl } from './admission'
import { failuresByNetwork } from './failures-by-network'
import type { RequestContext } from './request-context'

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

const cookiesIn = (header: string) =>
  header.split(/; */).map(pair => {
    const [name = '', ...value] = pair.split('=')
    return { name, value: value.join('=') }
  })

const admission = new AdmissionControl()

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
export async function admitAction(
  request: IncomingMessage,
  response: ServerResponse,
  current: RequestContext & { ip: string; signal: AbortSignal },
  pass: () => void,
): Promise<void> {
  const { cookie = '' } = request.headers
  const { ip, signal } = current
  const size = await arrival(request)
  // Whoever was here before is not behind a crowd of those who were not, nor of those who say so without a cookie of ours.
  const [session] = await readSessionClaims(cookiesIn(cookie))
  const known = session ? 'session' : cookie.includes('console.device=') ? 'device' : undefined
  // An address over its limit waits among its like: its neighbours in the network are not to stand behind its penalties.
  const kind = known ?? (failuresByNetwork().isOver(ip) ? 'over' : 'anonymous')
  const leave = await admission.enter(`${size} ${kind} ${networkPrefix(ip)}`, ROOM[kind], signal)
  if (signal.aborted) return leave?.()
  if (leave) {
    response.once('close', leave)
    signal.addEventListener('abort', leave, { once: true })
    return pass()
  }
  current.reached = true
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '10' })
  response.end('There are too many requests from your network right now. Try again in a few seconds.')
}
