import { mailText } from '@/lib/platform/mail/texts/mail-text'
import type { TemplateContents } from './content'
import { Notice, NotYou, DeviceDetails } from './notice'

export const NewDevice = (notice: TemplateContents['new-device']) => (
  <Notice {...notice} what={mailText('new-device.what', { company: notice.company })}>
    <DeviceDetails {...notice} />
    <NotYou />
  </Notice>
)
