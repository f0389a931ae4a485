import type { ReactNode } from 'react'
import type { SignInNotice } from './content'
import { MailLayout, type Branded, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

/** What happened and where, and what to do if it was somebody else. */
export function Notice({
  company,
  what,
  children,
  profileUrl,
  branding,
}: Branded & Pick<SignInNotice, 'company' | 'profileUrl'> & { what: string; children: ReactNode }) {
  return (
    <MailLayout
      company={company}
      branding={branding}
      preview={what}
      reason={`${company} notifies you when something about your sign-in changes.`}
    >
      <Paragraph>{what}</Paragraph>
      {children}
      <LinkButton href={profileUrl}>Open your profile</LinkButton>
    </MailLayout>
  )
}

export const DeviceDetails = ({ at, device, ip }: Pick<SignInNotice, 'at' | 'device' | 'ip'>) => (
  <Paragraph>
    {longDate(at)}, {device}
    {ip && `, address ${ip}`}
  </Paragraph>
)

export const NotYou = () => (
  <Paragraph>
    If this was not you, somebody else may have access to your account. Change your password immediately and tell your
    administrator.
  </Paragraph>
)
