import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { mailIsOn } from '@/lib/platform/mail/transport'

/** What that means here, where this installation sends no mail; else nothing. */
export const MailOff = ({ children }: { children: ReactNode }) =>
  mailIsOn() ? null : (
    <Alert tone="warn" title="Email is off on this installation">
      {children}
    </Alert>
  )
