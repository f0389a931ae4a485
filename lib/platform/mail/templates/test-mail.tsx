import type { Letters } from './content'
import { MailLayout, Paragraph, Way } from './layout'

export const TestMail = ({ company, sender, settingsUrl }: Letters['test']) => (
  <MailLayout
    company={company}
    preview="This is what mail from Console looks like."
    reason={`${sender} sent this test mail from the settings of ${company}.`}
  >
    <Paragraph>Mail from {company} arrives. Invitations and notices will come the same way.</Paragraph>
    <Way href={settingsUrl}>Open the settings</Way>
  </MailLayout>
)
