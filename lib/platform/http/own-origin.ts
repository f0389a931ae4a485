/** Whether a host name, as `URL` spells it, always means the machine that asks. */
export const isLoopbackName = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/** What a Host header names; undefined where it names nothing. */
export function parseHost(host: string | null | undefined): URL | undefined {
  if (!host || /[^\w.:[\]-]/.test(host) || !URL.canParse(`http://${host}`)) return undefined
  return new URL(`http://${host}`)
}

interface Sent {
  origin: string | null | undefined
  host: string | null | undefined
}

/**
 * Whether a request comes from a page of ours: its Origin is that of APP_URL, scheme and port included. A Host header
 * is the caller's word and counts for nothing, but on one's own machine: where APP_URL is a loopback address, a page
 * under another name of this machine is ours when it asks the server that it came from. The one answer to the question
 * for early answers, the operations and Next itself.
 */
export function isOwnOrigin({ origin, host }: Sent, appUrl: string): boolean {
  if (!origin || !URL.canParse(origin) || !URL.canParse(appUrl)) return false
  const from = new URL(origin)
  const app = new URL(appUrl)
  if (from.origin === app.origin) return true
  const local = isLoopbackName(app.hostname) && isLoopbackName(from.hostname) && from.protocol === 'http:'
  return local && from.host === parseHost(host)?.host
}

/**
 * Where somebody on their own machine should be instead: cookies and passkeys live under one name, so `127.0.0.1` leads
 * to `localhost` where APP_URL says so. The port stays theirs (it may be forwarded). Undefined where they are right.
 */
export function otherLoopbackName(host: string | null | undefined, appUrl: string): string | undefined {
  const asked = parseHost(host)
  if (!asked || !URL.canParse(appUrl)) return undefined
  const app = new URL(appUrl)
  if (!isLoopbackName(app.hostname) || !isLoopbackName(asked.hostname) || asked.hostname === app.hostname)
    return undefined
  return `${app.protocol}//${app.hostname}${asked.port && `:${asked.port}`}`
}
