'use client'

import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { fileQuestion } from '@/components/ui/icons'
import { PageBody } from './body'

interface NotFoundProps {
  href?: string
  label?: string
  /** What else there is to say. */
  children?: ReactNode
}

/**
 * The same words for what never existed and for what belongs to somebody else. Every page carries the root's not-found
 * page along, twice: as a name of a component it is short.
 */
export function NotFound({ href = '/', label = 'Back to start', children }: NotFoundProps) {
  return (
    <PageBody
      icon={fileQuestion}
      title="Page not found"
      actions={
        <ButtonLink variant="primary" href={href}>
          {label}
        </ButtonLink>
      }
    >
      <p>The address may be mistyped, or this page may have been deleted.</p>
      {children}
    </PageBody>
  )
}
