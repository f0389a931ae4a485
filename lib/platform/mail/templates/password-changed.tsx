import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const PasswordChanged = ({ company, by, changedAt, forgotUrl }: TemplateContents['password-changed']) => (
  <MailLayout
    company={company}
    preview={`Your password for ${company} was changed.`}
    reason="You get this email whenever your password changes."
  >
    <Paragraph>
      Your password for {company} was changed on {longDate(changedAt)}
      {by === 'link'
        ? ' with a link sent to you by email. You were signed out everywhere.'
        : ', in your profile. You were signed out everywhere else.'}
    </Paragraph>
    <Paragraph>
      If this was you, you do not need to do anything. If not, choose a new password immediately and tell your
      administrator:
    </Paragraph>
    <LinkButton href={forgotUrl}>Choose a new password</LinkButton>
  </MailLayout>
)
