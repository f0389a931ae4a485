import type { Letters } from './content'
import { MailLayout, Paragraph, Way } from './layout'
import { longDate } from './long-date'

export const SecondFactorReminder = ({ company, until, url }: Letters['second-factor-reminder']) => (
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
    <Way href={url}>Open your profile</Way>
  </MailLayout>
)
