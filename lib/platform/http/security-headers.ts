/** Of an answer that carries no script of ours: a file, a refusal, JSON, a redirect. */
export const POLICY_WITHOUT_SCRIPTS = contentSecurityPolicy('')

/** The Content-Security-Policy of a document whose scripts carry this nonce; none may run where it is empty. */
export function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    nonce
      ? `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`
      : `script-src 'none'`,
    `style-src 'self'${development ? ` 'unsafe-inline'` : nonce && ` 'nonce-${nonce}'`}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `object-src 'none'`,
    `base-uri 'none'`,
  ].join('; ')
}

/**
 * What every answer carries, whoever makes it: a page, a file, Next's own errors, node:http's own refusals. What
 * knows better (a document with its nonce, a page with a secret in its address, a file that never changes) says so
 * itself and is left alone. Safe in middleware.
 */
export const securityHeaders = (appUrl: string): Record<string, string> => ({
  'Content-Security-Policy': POLICY_WITHOUT_SCRIPTS,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-store',
  ...(appUrl.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
})
