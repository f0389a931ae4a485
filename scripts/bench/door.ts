import { readFileSync } from 'node:fs'
import { env } from '../../lib/env'

interface Manifest {
  node: Record<string, { exportedName?: string }>
}

export interface Credentials {
  company: string
  email: string
  password: string
}

export interface Answer {
  status: number
  /** Seconds to wait, where the answer says so. */
  retryAfter: string | null
}

/** A visitor of their own for each try: the wait of one address is not what is measured. Believed where TRUSTED_PROXIES=1. */
let visitors = 0
const nextAddress = () => `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors++ & 255}`

/** The sign-in of the running server, by the server action that the page itself calls. */
export function door(): (credentials: Credentials) => Promise<Answer> {
  const { node } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  const [action] = Object.entries(node).find(([, { exportedName }]) => exportedName === 'signIn')!
  const { APP_URL } = env()
  return async ({ company, email, password }) => {
    const answer = await fetch(`${APP_URL}/${company}/login`, {
      method: 'POST',
      headers: { 'Next-Action': action, 'Content-Type': 'text/plain;charset=UTF-8', Origin: APP_URL, 'X-Forwarded-For': nextAddress() },
      body: JSON.stringify([company, { email, password }]),
      redirect: 'manual',
    })
    await answer.arrayBuffer()
    return { status: answer.status, retryAfter: answer.headers.get('retry-after') }
  }
}
