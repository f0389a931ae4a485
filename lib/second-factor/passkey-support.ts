import { isIP } from 'node:net'
import { env } from '@/lib/kernel/env'

export interface RelyingParty {
  /** What passkeys are bound to: the host name [WebAuthn Level 3 section 5.1.2]. */
  id: string
  /** Where the browser has to be when it answers. */
  origin: string
}

/** Why this installation cannot have passkeys, in a sentence; undefined where it can. */
export function passkeyObstacle(): string | undefined {
  if (relyingParty()) return undefined
  const { hostname, port } = new URL(env().APP_URL)
  if (isIP(hostname.replace(/^\[|\]$/g, '')) === 0)
    return `Passkeys require an address with https, such as https://${hostname}.`
  return `Passkeys require a host name, such as http://localhost${port && `:${port}`}.`
}

/** Undefined where browsers know no passkeys: at an IP address, and without TLS anywhere but on the own machine. */
export function relyingParty(): RelyingParty | undefined {
  const { hostname, origin, protocol } = new URL(env().APP_URL)
  const local = hostname === 'localhost' || hostname.endsWith('.localhost')
  const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0
  return named && (local || protocol === 'https:') ? { id: hostname, origin } : undefined
}
