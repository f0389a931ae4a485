import { formatList } from '@/lib/kernel/format'
import { locales } from '@/lib/kernel/language'
import { readerLanguage } from '@/lib/kernel/reader'
import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { LinkButton, MailLayout, Paragraph } from './layout'
import { longDate } from './long-date'

const listed = (groups: string[]): string => formatList(groups, 'and', locales[readerLanguage()])

export const GroupsChanged = ({ company, by, at, added, removed, accessUrl }: TemplateContents['groups-changed']) => (
  <MailLayout
    company={company}
    preview={mailText('groups-changed.preview', { by })}
    reason={mailText('groups-changed.reason')}
  >
    <Paragraph>{mailText('groups-changed.what', { at: longDate(at), by, company })}</Paragraph>
    {added.length > 0 && <Paragraph>{mailText('groups-changed.added', { groups: listed(added) })}</Paragraph>}
    {removed.length > 0 && <Paragraph>{mailText('groups-changed.removed', { groups: listed(removed) })}</Paragraph>}
    <LinkButton href={accessUrl}>{mailText('button.view-access')}</LinkButton>
  </MailLayout>
)
