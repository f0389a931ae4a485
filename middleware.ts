import { NextResponse, type NextRequest } from 'next/server'
import { linkPages, paths } from './lib/kernel/paths'
import { POLICY_WITHOUT_SCRIPTS } from './lib/platform/http/security-headers'

/**
 * The way to the sign-in page for who carries no cookie at all. Never authorization: whether a cookie opens anything is
 * decided by the operation, below. Headers and nonces come from the server (lib/platform/http/documents.ts), so that
 * whoever is signed in does not wait for this.
 */
export function middleware({ nextUrl, url }: NextRequest): NextResponse {
  const { pathname, search } = nextUrl
  const company = consoleCompany(pathname)
  if (!company) return NextResponse.next()
  const to = paths.companyLogin(company, { callbackUrl: pathname + search })
  const redirect = NextResponse.redirect(new URL(to, url))
  redirect.headers.set('Content-Security-Policy', POLICY_WITHOUT_SCRIPTS)
  return redirect
}

/** What follows the company on pages for people who are not signed in, or not yet. */
const beforeSignIn = new Set<string>(['login', 'forgot-password', 'logo', ...linkPages])

/** The company whose pages an address leads to; undefined for sign-in pages and files. */
function consoleCompany(pathname: string): string | undefined {
  const [first = '', second] = pathname.split('/').filter(Boolean)
  const open = ['', 'login', 'api', 'dev'].includes(first) || beforeSignIn.has(second ?? '')
  return !open && /^[a-z0-9-]+$/.test(first) ? first : undefined
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/static/|icon\\.svg$).*)',
      // As lib/platform/cookies/session-cookie-name.ts has it, of whatever company; this is read, and not run.
      missing: [{ type: 'header', key: 'cookie', value: '.*console\\.session.*' }],
    },
  ],
}
