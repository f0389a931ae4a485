import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const PasswordReset = ({ company, requester, url, expiresAt }: TemplateContents['password-reset']) => (
  <MailLayout
    company={company}
    preview={`Choose a new password for ${company}.`}
    reason={
      requester
        ? `${requester} had this mail sent to you. If you still know your password, you need do nothing.`
        : 'Somebody entered this address on the sign-in page. If it was not you, do nothing: without this link, nothing changes.'
    }
  >
    <Paragraph>
      {requester
        ? `${requester} sends you a link to choose a new password for ${company}.`
        : `Here is the link to choose a new password for ${company}.`}
    </Paragraph>
    <LinkButton href={url}>Choose a new password</LinkButton>
    <Paragraph>
      The link is good for one use, until {longDate(expiresAt)}. With the new password you are signed out everywhere,
      and sign in anew.
    </Paragraph>
  </MailLayout>
)
