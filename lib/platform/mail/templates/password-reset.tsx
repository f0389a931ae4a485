import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const PasswordReset = ({ company, requester, url, expiresAt }: TemplateContents['password-reset']) => (
  <MailLayout
    company={company}
    preview={`Choose a new password for ${company}.`}
    reason={
      requester
        ? `${requester} sent you this email. If you still know your password, you can ignore it.`
        : 'Somebody requested this on the sign-in page. If it was not you, you can ignore this email. Your password does not change.'
    }
  >
    <Paragraph>
      {requester
        ? `${requester} sent you a link to choose a new password for ${company}.`
        : `Here is the link to choose a new password for ${company}.`}
    </Paragraph>
    <LinkButton href={url}>Choose a new password</LinkButton>
    <Paragraph>
      The link works once and expires on {longDate(expiresAt)}. After you choose a new password, you are signed out
      everywhere and need to sign in again.
    </Paragraph>
  </MailLayout>
)
