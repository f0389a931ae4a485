import { env } from '@/lib/kernel/env'

/** Behind TLS a cookie is Secure. */
export const isSecure = (): boolean => env().APP_URL.startsWith('https:')

/** `__Host-` where TLS allows it: no subdomain can then plant a cookie [RFC 6265bis]. */
export const hostCookieName = (name: string): string => (isSecure() ? `__Host-${name}` : name)
