import type { TemplateContents } from './content'
import { LinkButton, MailLayout, Paragraph } from './layout'
import { longDate } from './long-date'

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

export const GroupsChanged = ({ company, by, at, added, removed, accessUrl }: TemplateContents['groups-changed']) => (
  <MailLayout
    company={company}
    preview={`${by} changed your groups.`}
    reason="You get this email because you asked to be notified when your groups change. You can turn this off in your profile."
  >
    <Paragraph>
      On {longDate(at)}, {by} changed your groups at {company}.
    </Paragraph>
    {added.length > 0 && <Paragraph>You were added to {list.format(added)}.</Paragraph>}
    {removed.length > 0 && <Paragraph>You were removed from {list.format(removed)}.</Paragraph>}
    <LinkButton href={accessUrl}>View your access</LinkButton>
  </MailLayout>
)
