/** `__Host-` where TLS allows it: no subdomain can then plant a cookie [RFC 6265bis]. `middleware.ts` looks for what both end in. */
const prefix = (appUrl: string): string => (appUrl.startsWith('https:') ? '__Host-console.session' : 'console.session')

/** A browser holds a session of each company by itself: neither sees, replaces nor ends that of another. */
export const sessionCookieName = (appUrl: string, companyId: string): string => `${prefix(appUrl)}.${companyId}`

/** Whether a cookie of this name may hold a session; that of earlier versions, which held a single one, has no company in its name. */
export const isSessionCookieName = (appUrl: string, name: string): boolean =>
  name === prefix(appUrl) || name.startsWith(`${prefix(appUrl)}.`)
