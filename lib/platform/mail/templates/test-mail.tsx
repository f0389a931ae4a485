import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'

export const TestMail = ({ company, sender, settingsUrl }: TemplateContents['test']) => (
  <MailLayout
    company={company}
    preview="This is what emails from Console look like."
    reason={`${sender} sent this test email from the settings of ${company}.`}
  >
    <Paragraph>
      Emails from {company} are being delivered. Invitations and notifications are sent the same way.
    </Paragraph>
    <LinkButton href={settingsUrl}>Open settings</LinkButton>
  </MailLayout>
)
