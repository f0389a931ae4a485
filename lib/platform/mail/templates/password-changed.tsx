import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const PasswordChanged = ({ company, by, changedAt, forgotUrl }: TemplateContents['password-changed']) => (
  <MailLayout
    company={company}
    preview={`Your password for ${company} was changed.`}
    reason="This mail comes whenever your password changes, so that nobody changes it unnoticed."
  >
    <Paragraph>
      Your password for {company} was changed on {longDate(changedAt)}
      {by === 'link'
        ? ' with a link that was mailed to you. You were signed out everywhere.'
        : ', in your profile. You were signed out everywhere else.'}
    </Paragraph>
    <Paragraph>
      Was it you? Then all is well. If not, choose a new password at once and tell your administrator:
    </Paragraph>
    <LinkButton href={forgotUrl}>Choose a new password</LinkButton>
  </MailLayout>
)
