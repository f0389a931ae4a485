'use client'

import NextLink, { useLinkStatus } from 'next/link'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { NavigationProgress } from './navigation-progress'

type LinkProps = Omit<ComponentProps<typeof NextLink>, 'prefetch'>

/**
 * A link inside the application. Never prefetched: every page is rendered for one person at one
 * moment, and fifty rows on a screen must not become fifty requests (and fifty audit events).
 */
export function Link({ children, ...props }: LinkProps) {
  return (
    <NextLink {...props} prefetch={false}>
      {children}
      <LinkProgress />
    </NextLink>
  )
}

export function TextLink({ className, ...props }: LinkProps) {
  return (
    <Link
      {...props}
      className={cx(
        'rounded-sm font-medium text-accent underline-offset-3 hover:underline in-[p]:underline',
        // 40 px to touch without moving what stands around it.
        'pointer-coarse:not-in-[p]:-my-3 pointer-coarse:not-in-[p]:py-3',
        className,
      )}
    />
  )
}

function LinkProgress() {
  const { pending } = useLinkStatus()
  return <NavigationProgress pending={pending} />
}
