import { NextResponse, type NextRequest } from 'next/server'
import { sessionCookieName } from './lib/auth/cookie-name'
import { paths } from './lib/paths'

/**
 * Security headers for every document, and the way to the sign-in page for who carries no cookie.
 * Never authorization: whether the cookie opens anything is decided by the operation, below.
 */
export function middleware(request: NextRequest): NextResponse {
  const secure = (process.env.APP_URL ?? '').startsWith('https:')
  const { pathname, search } = request.nextUrl
  if (isForeignAction(request)) {
    return withHeaders(new NextResponse('This request did not come from a page of Console.', { status: 403 }), policy(''), secure)
  }
  if (isWrittenMail(pathname)) return withHeaders(NextResponse.next(), mailPolicy, secure, { 'X-Frame-Options': 'SAMEORIGIN' })
  const company = consoleCompany(pathname)
  if (company && !request.cookies.has(sessionCookieName(process.env.APP_URL ?? ''))) {
    const to = paths.companyLogin(company, { callbackUrl: pathname + search })
    return withHeaders(NextResponse.redirect(new URL(to, request.url)), policy(''), secure)
  }
  const nonce = btoa(crypto.randomUUID())
  const contentSecurityPolicy = policy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set('Content-Security-Policy', contentSecurityPolicy)
  return withHeaders(NextResponse.next({ request: { headers } }), contentSecurityPolicy, secure, hasToken(pathname) ? withToken : undefined)
}

/**
 * An action sent from somebody else's page. Next refuses it too, but as an error of the server; the
 * operation's own door (lib/operation/origin.ts) also refuses one that does not say where it comes from.
 */
function isForeignAction(request: NextRequest): boolean {
  const origin = request.headers.get('origin')
  if (request.method !== 'POST' || origin === null) return false
  if (!URL.canParse(origin)) return true
  // Also by the address people use: an action that Next passes on to another page comes from the server itself, under its own.
  const own = [request.headers.get('host'), process.env.APP_URL && new URL(process.env.APP_URL).host]
  return !own.includes(new URL(origin).host)
}

/** What follows the company on pages for people who are not signed in, or not yet. */
const beforeSignIn = new Set(['login', 'invitation', 'forgot-password', 'reset-password'])

/** An address with a secret in it, which no other site and no log of one should learn. */
const hasToken = (pathname: string): boolean => ['invitation', 'reset-password'].includes(pathname.split('/')[2] ?? '')
const withToken = { 'Referrer-Policy': 'no-referrer' }

/** The company whose pages an address leads to; undefined for sign-in pages, the API and files. */
function consoleCompany(pathname: string): string | undefined {
  const [first = '', second] = pathname.split('/').filter(Boolean)
  const open = ['', 'login', 'api', 'dev'].includes(first) || beforeSignIn.has(second ?? '')
  return !open && /^[a-z0-9-]+$/.test(first) ? first : undefined
}

/** An empty nonce for answers that carry no script. */
function policy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    nonce ? `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}` : `script-src 'none'`,
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

/** The HTML of a mail that was written to a file, which is shown in a frame: it styles itself and does nothing. */
const isWrittenMail = (pathname: string): boolean => /^\/dev\/mail\/[^/]+\/html$/.test(pathname)

const mailPolicy = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `img-src data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
  // Its links open in windows of their own, which are ordinary ones.
  `sandbox allow-popups allow-popups-to-escape-sandbox`,
].join('; ')

function withHeaders(response: NextResponse, contentSecurityPolicy: string, secure: boolean, special: Record<string, string> = {}): NextResponse {
  const headers: Record<string, string> = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Cache-Control': 'no-store',
    ...(secure && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
    ...special,
  }
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

export const config = {
  matcher: ['/((?!_next/static/|favicon\\.ico$|icon\\.svg$).*)'],
}
