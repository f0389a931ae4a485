import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const Invitation = ({ company, inviter, message, url, expiresAt }: TemplateContents['invitation']) => (
  <MailLayout
    company={company}
    preview={`${inviter} invited you to join ${company}.`}
    reason={`${inviter} invited you at this address. If you did not expect this, you can ignore this email.`}
  >
    <Paragraph>
      {inviter} invited you to join {company} on Console, where {company} manages access.
    </Paragraph>
    {message && <Paragraph>“{message}”</Paragraph>}
    <LinkButton href={url}>Accept invitation</LinkButton>
    <Paragraph>
      You will choose a password and then be signed in. The invitation expires on {longDate(expiresAt)}.
    </Paragraph>
  </MailLayout>
)
