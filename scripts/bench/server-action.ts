import { readFileSync } from 'node:fs'
import { env } from '../../lib/kernel/env'

interface Manifest {
  node: Record<string, { exportedName?: string }>
}

export interface Answer {
  status: number
  /** Seconds to wait, where the answer says so. */
  retryAfter: string | null
  /** `name=value` of each cookie that was set, for the next request. */
  cookies: string[]
  /** Milliseconds. */
  took: number
}

interface From {
  /** Believed where the server has TRUSTED_PROXIES=1; another one for each call where left out, so that none waits for what others did. */
  ip?: string
  cookie?: string
  /** The instance that is asked, where several serve APP_URL. */
  at?: string
}

let visitors = 0
const nextAddress = () => `10.${visitors & 255}.${(visitors >> 8) & 255}.${(visitors++ >> 16) & 255}`

/** A server action of the running server, as the page at `path` calls it. */
export function serverAction(name: string): (path: string, args: unknown[], from?: From) => Promise<Answer> {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  const [action] = Object.entries(node).find(([, { exportedName }]) => exportedName === `${name}Action`)!
  const { APP_URL } = env()
  return async (path, args, { ip = nextAddress(), cookie = '', at = APP_URL } = {}) => {
    const began = performance.now()
    const answer = await fetch(at + path, {
      method: 'POST',
      headers: {
        'Next-Action': action,
        'Content-Type': 'text/plain;charset=UTF-8',
        Origin: APP_URL,
        'X-Forwarded-For': ip,
        cookie,
      },
      body: JSON.stringify(args),
      redirect: 'manual',
    })
    await answer.arrayBuffer()
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      cookies: answer.headers.getSetCookie().map(line => line.split(';')[0]!),
      took: performance.now() - began,
    }
  }
}
