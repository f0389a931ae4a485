import { Text } from '@react-email/components'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph } from './layout'
import { longDate } from './long-date'

export const SignInCode = ({ company, code, expiresAt }: TemplateContents['sign-in-code']) => (
  <MailLayout
    company={company}
    preview={`The code for signing in to ${company}.`}
    reason="Somebody gave this address to sign in. If it was not you, do nothing, and give the code to nobody: whoever asks you for it is not one of us."
  >
    <Paragraph>Enter this code where you asked for it, in the same browser:</Paragraph>
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
    <Paragraph>It is good for one sign-in, until {longDate(expiresAt)}.</Paragraph>
  </MailLayout>
)
