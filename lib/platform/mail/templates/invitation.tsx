import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const Invitation = ({ company, inviter, message, url, expiresAt }: TemplateContents['invitation']) => (
  <MailLayout
    company={company}
    preview={`${inviter} invites you to join ${company}.`}
    reason={`${inviter} gave this address to invite you. If you do not know why, do nothing: without you, nothing happens.`}
  >
    <Paragraph>
      {inviter} invites you to join {company} on Console, where access at {company} is run.
    </Paragraph>
    {message && <Paragraph>“{message}”</Paragraph>}
    <LinkButton href={url}>Accept the invitation</LinkButton>
    <Paragraph>
      You choose a password there and are signed in. The invitation is good until {longDate(expiresAt)}.
    </Paragraph>
  </MailLayout>
)
