import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const SecondFactorReminder = ({ company, until, url }: TemplateContents['second-factor-reminder']) => (
  <MailLayout
    company={company}
    preview={`Required by ${longDate(until)}.`}
    reason={`${company} requires two-factor authentication, and you have not set it up yet.`}
  >
    <Paragraph>
      {company} requires two-factor authentication with a passkey or an authenticator app. It protects your account even
      if somebody learns your password.
    </Paragraph>
    <Paragraph>Set it up by {longDate(until)}. After that, you must set it up before you can continue.</Paragraph>
    <LinkButton href={url}>Open your profile</LinkButton>
  </MailLayout>
)
