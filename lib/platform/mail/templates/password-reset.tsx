import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const PasswordReset = ({ company, requester, url, expiresAt }: TemplateContents['password-reset']) => (
  <MailLayout
    company={company}
    preview={mailText('password-reset.preview', { company })}
    reason={requester ? mailText('password-reset.reason-by', { requester }) : mailText('password-reset.reason')}
  >
    <Paragraph>
      {requester
        ? mailText('password-reset.intro-by', { requester, company })
        : mailText('password-reset.intro', { company })}
    </Paragraph>
    <LinkButton href={url}>{mailText('button.choose-password')}</LinkButton>
    <Paragraph>{mailText('password-reset.expiry', { expiresAt: longDate(expiresAt) })}</Paragraph>
  </MailLayout>
)
