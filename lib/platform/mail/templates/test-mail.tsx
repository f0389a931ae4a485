import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'

export const TestMail = ({ company, sender, settingsUrl }: TemplateContents['test']) => (
  <MailLayout
    company={company}
    preview="This is what mail from Console looks like."
    reason={`${sender} sent this test mail from the settings of ${company}.`}
  >
    <Paragraph>Mail from {company} arrives. Invitations and notices will come the same way.</Paragraph>
    <LinkButton href={settingsUrl}>Open the settings</LinkButton>
  </MailLayout>
)
