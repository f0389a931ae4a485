import type { TemplateContents } from './content'
import { Notice, NotYou, DeviceDetails } from './notice'

export const NewDevice = (notice: TemplateContents['new-device']) => (
  <Notice {...notice} what={`Somebody signed in to your account at ${notice.company} on a new device.`}>
    <DeviceDetails {...notice} />
    <NotYou />
  </Notice>
)
