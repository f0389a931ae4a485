import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { MailLayout, Paragraph, LinkButton } from './layout'
import { longDate } from './long-date'

export const SecondFactorReminder = ({ company, until, url }: TemplateContents['second-factor-reminder']) => (
  <MailLayout
    company={company}
    preview={mailText('second-factor-reminder.preview', { until: longDate(until) })}
    reason={mailText('second-factor-reminder.reason', { company })}
  >
    <Paragraph>{mailText('second-factor-reminder.why', { company })}</Paragraph>
    <Paragraph>{mailText('second-factor-reminder.deadline', { until: longDate(until) })}</Paragraph>
    <LinkButton href={url}>{mailText('button.open-profile')}</LinkButton>
  </MailLayout>
)
