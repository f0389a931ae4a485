import type { TemplateContents } from './content'
import { Paragraph } from './layout'
import { longDate } from './long-date'
import { Notice, NotYou, DeviceDetails } from './notice'

const words = { app: 'An authenticator app', passkey: 'A passkey' }

export const SecondFactorAdded = (notice: TemplateContents['second-factor-added']) => (
  <Notice {...notice} what={`${words[notice.kind]} was added for two-factor authentication at ${notice.company}.`}>
    <DeviceDetails {...notice} />
    <NotYou />
  </Notice>
)

export const SecondFactorRemoved = (notice: TemplateContents['second-factor-removed']) => (
  <Notice {...notice} what={`${words[notice.kind]} was removed from two-factor authentication at ${notice.company}.`}>
    <DeviceDetails {...notice} />
    {notice.last && (
      <Paragraph>Two-factor authentication is now off, and your recovery codes no longer work.</Paragraph>
    )}
    <NotYou />
  </Notice>
)

export const SecondFactorReset = (notice: TemplateContents['second-factor-reset']) => (
  <Notice {...notice} what={`${notice.by} reset your two-factor authentication at ${notice.company}.`}>
    <Paragraph>
      You were signed out everywhere on {longDate(notice.at)}. Your authenticator app, passkeys and recovery codes no
      longer work. Sign in with your password and set up two-factor authentication again in your profile.
    </Paragraph>
    <Paragraph>If you did not request this, tell your administrator.</Paragraph>
  </Notice>
)

export const RecoveryCodeUsed = (notice: TemplateContents['recovery-code-used']) => (
  <Notice {...notice} what={`A recovery code was used for your account at ${notice.company}.`}>
    <DeviceDetails {...notice} />
    <Paragraph>
      {notice.left === 0 ? 'It was the last one.' : `${notice.left} ${notice.left === 1 ? 'is' : 'are'} left.`} You can
      generate new ones in your profile.
    </Paragraph>
    <NotYou />
  </Notice>
)
