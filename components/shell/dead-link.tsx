import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { TextLink } from '@/components/ui/link'
import { paths } from '@/lib/kernel/paths'
import { AuthFrame } from './auth-frame'

interface DeadLinkProps {
  /** As it stands in the address; it may be none. */
  company: string
  /** What links of this kind are good for. */
  children: ReactNode
  /** Where there is another one to be had. */
  again?: { label: string; href: (company: string) => string }
}

/** One page for every link that is not good, whatever the reason, and whether or not there is the company. */
export function DeadLink({ company, children, again }: DeadLinkProps) {
  const known = /^[a-z0-9][a-z0-9-]{0,62}$/.test(company)
  const onward = known && again ? { label: again.label, href: again.href(company) } : undefined
  return (
    <AuthFrame title="This link no longer works" description={children}>
      <div className="flex flex-col gap-3">
        <ButtonLink variant="primary" href={onward?.href ?? (known ? paths.companyLogin(company) : paths.login())}>
          {onward?.label ?? 'Go to the sign-in page'}
        </ButtonLink>
        {onward && (
          <p className="text-center">
            <TextLink href={paths.companyLogin(company)}>Back to the sign-in page</TextLink>
          </p>
        )}
      </div>
    </AuthFrame>
  )
}
