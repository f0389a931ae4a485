import { NextResponse, type NextRequest } from 'next/server'
import { paths } from './lib/kernel/paths'
import { sessionCookieName } from './lib/platform/cookies/session-cookie-name'
import { isOwnOrigin } from './lib/platform/http/own-origin'
import {
  contentSecurityPolicy as policy,
  POLICY_WITHOUT_SCRIPTS,
  securityHeaders,
} from './lib/platform/http/security-headers'

/**
 * The nonce of every document, and the way to the sign-in page for who carries no cookie. Never authorization: whether
 * the cookie opens anything is decided by the operation, below. What answers carry that are no document, they have from
 * lib/platform/http/wire.ts.
 */
export function middleware(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (isForeignAction(request)) {
    return withHeaders(
      new NextResponse('This request did not come from a page of Console.', { status: 403 }),
      POLICY_WITHOUT_SCRIPTS,
    )
  }
  if (isWrittenMail(pathname)) return withHeaders(NextResponse.next(), mailPolicy, { 'X-Frame-Options': 'SAMEORIGIN' })
  const company = consoleCompany(pathname)
  if (company && !request.cookies.has(sessionCookieName(appUrl()))) {
    const to = paths.companyLogin(company, { callbackUrl: pathname + search })
    return withHeaders(NextResponse.redirect(new URL(to, request.url)), POLICY_WITHOUT_SCRIPTS)
  }
  const nonce = btoa(crypto.randomUUID())
  const contentSecurityPolicy = policy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce from here and puts it on its own scripts.
  headers.set('Content-Security-Policy', contentSecurityPolicy)
  return withHeaders(
    NextResponse.next({ request: { headers } }),
    contentSecurityPolicy,
    hasToken(pathname) ? withToken : undefined,
  )
}

/** As the server completed it when it started (lib/server/prepare.ts). */
const appUrl = (): string => process.env.APP_URL ?? ''

/**
 * An action sent from somebody else's page. Next refuses it too, but as an error of the server; the
 * operation's own door (lib/operation/own-origin.ts) also refuses one that does not say where it comes from.
 */
function isForeignAction({ method, headers }: NextRequest): boolean {
  const origin = headers.get('origin')
  return method === 'POST' && origin !== null && !isOwnOrigin({ origin, host: headers.get('host') }, appUrl())
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

function withHeaders(
  response: NextResponse,
  policyOfAnswer: string,
  special: Record<string, string> = {},
): NextResponse {
  const headers = { ...securityHeaders(appUrl()), 'Content-Security-Policy': policyOfAnswer, ...special }
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

export const config = {
  matcher: ['/((?!api/|_next/static/|icon\\.svg$).*)'],
}
