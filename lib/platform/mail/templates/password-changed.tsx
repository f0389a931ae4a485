import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const PasswordChanged = ({ company, by, changedAt, forgotUrl }: TemplateContents['password-changed']) => (
  <MailLayout
    company={company}
    preview={mailText('password-changed.preview', { company })}
    reason={mailText('password-changed.reason')}
  >
    <Paragraph>
      {mailText(by === 'link' ? 'password-changed.by-link' : 'password-changed.by-profile', {
        company,
        changedAt: longDate(changedAt),
      })}
    </Paragraph>
    <Paragraph>{mailText('password-changed.advice')}</Paragraph>
    <LinkButton href={forgotUrl}>{mailText('button.choose-password')}</LinkButton>
  </MailLayout>
)
