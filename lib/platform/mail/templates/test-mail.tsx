import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'

export const TestMail = ({ company, sender, settingsUrl }: TemplateContents['test']) => (
  <MailLayout
    company={company}
    preview={mailText('test.preview')}
    reason={mailText('test.reason', { sender, company })}
  >
    <Paragraph>{mailText('test.body', { company })}</Paragraph>
    <LinkButton href={settingsUrl}>{mailText('button.open-settings')}</LinkButton>
  </MailLayout>
)
