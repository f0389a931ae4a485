/** `__Host-` where TLS allows it: no subdomain can then plant a cookie [RFC 6265bis]. Safe in middleware. */
export const sessionCookieName = (appUrl: string): string =>
  appUrl.startsWith('https:') ? '__Host-console.session' : 'console.session'
