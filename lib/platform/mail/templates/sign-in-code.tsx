import { Text } from '@react-email/components'
import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph } from './layout'
import { clockTime } from './long-date'

export const SignInCode = ({ company, code, expiresAt }: TemplateContents['sign-in-code']) => (
  <MailLayout
    company={company}
    preview={mailText('sign-in-code.preview', { company })}
    reason={mailText('sign-in-code.reason')}
  >
    <Paragraph>{mailText('sign-in-code.instruction')}</Paragraph>
    <Text
      className="ink"
      style={{
        margin: '0 0 14px',
        fontSize: 32,
        lineHeight: '40px',
        fontWeight: 600,
        letterSpacing: 4,
        fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
        color: '#1b1f24',
      }}
    >
      {code}
    </Text>
    <Paragraph>{mailText('sign-in-code.expiry', { expiresAt: clockTime(expiresAt) })}</Paragraph>
  </MailLayout>
)
