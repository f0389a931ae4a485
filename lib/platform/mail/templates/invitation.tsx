import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const Invitation = ({ company, inviter, message, url, expiresAt }: TemplateContents['invitation']) => (
  <MailLayout
    company={company}
    preview={mailText('invitation.preview', { inviter, company })}
    reason={mailText('invitation.reason', { inviter })}
  >
    <Paragraph>{mailText('invitation.intro', { inviter, company })}</Paragraph>
    {message && <Paragraph>{mailText('invitation.message', { message })}</Paragraph>}
    <LinkButton href={url}>{mailText('button.accept-invitation')}</LinkButton>
    <Paragraph>{mailText('invitation.next', { expiresAt: longDate(expiresAt) })}</Paragraph>
  </MailLayout>
)
