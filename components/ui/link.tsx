import type { ComponentProps } from 'react'
import { cx } from './cx'

type LinkProps = ComponentProps<'a'> & { href: string }

/**
 * A link inside the application. Drawn on the server as what it is, and followed without a new document by
 * LinkNavigation. Never prefetched: every page is rendered for one person at one moment, and fifty rows on a screen
 * must not become fifty requests (and fifty audit events).
 */
export function Link({ children, ...props }: LinkProps) {
  return <a {...props}>{children}</a>
}

export function TextLink({ className, ...props }: LinkProps) {
  return <Link {...props} className={cx('text-link', className)} />
}
