/** `__Host-` where TLS allows it: no subdomain can then plant a cookie [RFC 6265bis]. `middleware.ts` names both. */
export const sessionCookieName = (appUrl: string): string =>
  appUrl.startsWith('https:') ? '__Host-console.session' : 'console.session'
