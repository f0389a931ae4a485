import { paths } from '@/lib/kernel/paths'

/**
 * Where to go after signing in: the page that was asked for when it lies in the company signed in to,
 * else its dashboard. Never off this origin: one slash, then neither slash nor backslash, no control
 * characters [OWASP Unvalidated Redirects].
 */
export function safeCallbackPath(wanted: unknown, company: string): string {
  const inside =
    typeof wanted === 'string' &&
    /^\/[a-z0-9][^\\\u0000-\u001f\u007f]*$/i.test(wanted) &&
    URL.canParse(wanted, 'http://console.invalid')
  if (!inside) return paths.dashboard(company)
  const url = new URL(wanted, 'http://console.invalid')
  const own = url.pathname === `/${company}` || url.pathname.startsWith(`/${company}/`)
  const onTheWay = [paths.companyLogin(company), paths.secondFactor(company), paths.expiredPassword(company)].includes(
    url.pathname,
  )
  return own && !onTheWay && url.origin === 'http://console.invalid'
    ? url.pathname + url.search
    : paths.dashboard(company)
}

/** A page's address as requested, without what Next's own navigation adds. */
export function requestedPath(url: string): string {
  const { pathname, searchParams } = new URL(url, 'http://console.invalid')
  searchParams.delete('_rsc')
  return searchParams.size ? `${pathname}?${searchParams}` : pathname
}
