import type { TemplateContents } from './content'
import { Paragraph } from './layout'
import { longDate } from './long-date'
import { Notice, NotYou, DeviceDetails } from './notice'

const words = { app: 'An authenticator app', passkey: 'A passkey' }

export const SecondFactorAdded = (notice: TemplateContents['second-factor-added']) => (
  <Notice
    {...notice}
    what={`${words[notice.kind]} was set up as the second factor of your account at ${notice.company}.`}
  >
    <DeviceDetails {...notice} />
    <NotYou />
  </Notice>
)

export const SecondFactorRemoved = (notice: TemplateContents['second-factor-removed']) => (
  <Notice {...notice} what={`${words[notice.kind]} is no longer a second factor of your account at ${notice.company}.`}>
    <DeviceDetails {...notice} />
    {notice.last && (
      <Paragraph>You sign in without a second factor now, and your recovery codes are no good any more.</Paragraph>
    )}
    <NotYou />
  </Notice>
)

export const SecondFactorReset = (notice: TemplateContents['second-factor-reset']) => (
  <Notice {...notice} what={`${notice.by} reset the second factor of your account at ${notice.company}.`}>
    <Paragraph>
      On {longDate(notice.at)} you were signed out everywhere. Sign in as usual and set up a second factor again in your
      profile; your former app, passkeys and recovery codes are no good any more.
    </Paragraph>
    <Paragraph>If you did not ask for this, tell your administrator.</Paragraph>
  </Notice>
)

export const RecoveryCodeUsed = (notice: TemplateContents['recovery-code-used']) => (
  <Notice {...notice} what={`A recovery code was used for your account at ${notice.company}.`}>
    <DeviceDetails {...notice} />
    <Paragraph>
      {notice.left === 0 ? 'It was the last one.' : `${notice.left} ${notice.left === 1 ? 'is' : 'are'} left.`} You can
      make new ones in your profile.
    </Paragraph>
    <NotYou />
  </Notice>
)
