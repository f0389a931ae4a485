import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const SecondFactorReminder = ({ company, until, url }: TemplateContents['second-factor-reminder']) => (
  <MailLayout
    company={company}
    preview={`Needed by ${longDate(until)}.`}
    reason={`${company} asks for a second factor, and your account has none yet.`}
  >
    <Paragraph>
      {company} asks you for a second factor: a passkey, or the codes of an app on your phone. It keeps your account
      yours even where somebody learns your password.
    </Paragraph>
    <Paragraph>
      Set it up by {longDate(until)}. From then on, signing in leads to setting it up and nowhere else.
    </Paragraph>
    <LinkButton href={url}>Open your profile</LinkButton>
  </MailLayout>
)
