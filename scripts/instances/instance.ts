import { freePort } from '@/scripts/embedded-postgres/server'
import { addressOf, startNext } from '@/scripts/lib/next-server'

export interface Instance {
  /** Where it is asked; a balancer would hide that. */
  at: string
  ready: Promise<void>
  ended: Promise<string>
  stop(): Promise<void>
  kill(): Promise<void>
}

/** Starts the production build as one of several instances, which brings the database to the present by itself. */
export async function startInstance(settings: Record<string, string>): Promise<Instance> {
  const [host, port] = ['127.0.0.1', await freePort()]
  const next = startNext({
    dev: false,
    host,
    port,
    env: {
      ...process.env,
      ...settings,
      NODE_ENV: 'production',
      HOST: host,
      PORT: String(port),
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_MANUAL_SIG_HANDLE: '1',
    },
  })
  next.ready.catch(() => {})
  return { ...next, at: addressOf(host, port) }
}

interface Answer {
  status: number
  /** `data` of an answer that has any. */
  data: unknown
}

/** Asks an instance over HTTP, with the cookies of whoever is signed in; rejects where it does not answer. */
export async function callApi(
  { at }: Instance,
  path: string,
  { cookie, method = 'GET', body }: { cookie: string; method?: string; body?: object },
): Promise<Answer> {
  const answer = await fetch(`${at}/api/v1${path}`, {
    method,
    headers: { cookie, origin: process.env.APP_URL!, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, data: text ? (JSON.parse(text) as { data?: unknown }).data : undefined }
}
