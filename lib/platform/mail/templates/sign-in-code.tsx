import { Text } from '@react-email/components'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph } from './layout'
import { clockTime } from './long-date'

export const SignInCode = ({ company, code, expiresAt }: TemplateContents['sign-in-code']) => (
  <MailLayout
    company={company}
    preview={`Your code to sign in to ${company}.`}
    reason="Somebody entered this address to sign in. If it was not you, ignore this email. Never share this code. Nobody from your company will ask you for it."
  >
    <Paragraph>Enter this code in the browser you requested it from:</Paragraph>
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
    <Paragraph>The code works once and expires at {clockTime(expiresAt)}.</Paragraph>
  </MailLayout>
)
