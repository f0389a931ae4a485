import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { Paragraph } from './layout'
import { longDate } from './long-date'
import { Notice, NotYou, DeviceDetails } from './notice'

export function SecondFactorAdded(notice: TemplateContents['second-factor-added']) {
  const { kind, company } = notice
  const what = mailText(kind === 'app' ? 'second-factor-added.what-app' : 'second-factor-added.what-passkey', {
    company,
  })
  return (
    <Notice {...notice} what={what}>
      <DeviceDetails {...notice} />
      <NotYou />
    </Notice>
  )
}

export function SecondFactorRemoved(notice: TemplateContents['second-factor-removed']) {
  const { kind, company, last } = notice
  const what = mailText(kind === 'app' ? 'second-factor-removed.what-app' : 'second-factor-removed.what-passkey', {
    company,
  })
  return (
    <Notice {...notice} what={what}>
      <DeviceDetails {...notice} />
      {last && <Paragraph>{mailText('second-factor-removed.last')}</Paragraph>}
      <NotYou />
    </Notice>
  )
}

export const SecondFactorReset = (notice: TemplateContents['second-factor-reset']) => (
  <Notice {...notice} what={mailText('second-factor-reset.what', { by: notice.by, company: notice.company })}>
    <Paragraph>{mailText('second-factor-reset.effect', { at: longDate(notice.at) })}</Paragraph>
    <Paragraph>{mailText('second-factor-reset.advice')}</Paragraph>
  </Notice>
)

export const RecoveryCodeUsed = (notice: TemplateContents['recovery-code-used']) => (
  <Notice {...notice} what={mailText('recovery-code-used.what', { company: notice.company })}>
    <DeviceDetails {...notice} />
    <Paragraph>{mailText('recovery-code-used.left', { left: notice.left })}</Paragraph>
    <NotYou />
  </Notice>
)
