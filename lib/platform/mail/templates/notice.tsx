import type { ReactNode } from 'react'
import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { SignInNotice } from './content'
import { deviceText } from './device-text'
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
    <MailLayout company={company} branding={branding} preview={what} reason={mailText('notice.reason', { company })}>
      <Paragraph>{what}</Paragraph>
      {children}
      <LinkButton href={profileUrl}>{mailText('button.open-profile')}</LinkButton>
    </MailLayout>
  )
}

export function DeviceDetails({ at, device, ip }: Pick<SignInNotice, 'at' | 'device' | 'ip'>) {
  const facts = { at: longDate(at), device: deviceText(device) }
  return (
    <Paragraph>
      {ip ? mailText('notice.details-with-address', { ...facts, ip }) : mailText('notice.details', facts)}
    </Paragraph>
  )
}

export const NotYou = () => <Paragraph>{mailText('notice.not-you')}</Paragraph>
