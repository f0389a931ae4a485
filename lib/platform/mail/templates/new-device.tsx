import type { Letters } from './content'
import { Notice, NotYou, Where } from './notice'

export const NewDevice = (notice: Letters['new-device']) => (
  <Notice
    {...notice}
    what={`Somebody signed in to your account at ${notice.company} on a device that was not used for it before.`}
  >
    <Where {...notice} />
    <NotYou />
  </Notice>
)
