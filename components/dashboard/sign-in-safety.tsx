import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Icon, type IconName } from '@/components/ui/icon'
import { circleCheck, info, triangleAlert } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { pluralize } from '@/lib/kernel/format'
import { paths } from '@/lib/kernel/paths'

interface Safety {
  passwordSince: Date | null
  appSince: Date | null
  passkeys: number
  codesLeft: number
  sessions: number
}

/** As many as are easily used up by who has lost their telephone. */
const FEW_CODES = 3

const looks: Record<'good' | 'warn' | 'info', { icon: IconName; className: string }> = {
  good: { icon: circleCheck, className: 'text-good' },
  warn: { icon: triangleAlert, className: 'text-warn' },
  info: { icon: info, className: 'text-muted' },
}

/** How safely one signs in oneself, and what is missing. */
export function SignInSafety({ company, safety }: { company: string; safety: Safety }) {
  const { passwordSince, appSince, passkeys, codesLeft, sessions } = safety
  const hasFactor = appSince !== null || passkeys > 0
  return (
    <Card>
      <CardHeader
        title="How you sign in"
        actions={
          <ButtonLink size="sm" href={paths.profile(company)}>
            Change it in your profile
          </ButtonLink>
        }
      />
      <ul className="grid gap-3">
        <Line tone={hasFactor ? 'good' : 'warn'} title="Two-factor authentication">
          {hasFactor
            ? waysOf(appSince !== null, passkeys)
            : 'Not set up. Anybody who knows your password can sign in as you. Setting it up takes two minutes.'}
        </Line>
        {hasFactor && (
          <Line tone={codesLeft > FEW_CODES ? 'good' : 'warn'} title="Recovery codes">
            {codesLeft > 0
              ? `${pluralize(codesLeft, 'code')} left, in case you lose access to your device.`
              : 'None left. If you lose your device, only an administrator can restore your access.'}
          </Line>
        )}
        <Line tone="info" title="Password">
          {passwordSince ? (
            <>
              Set <Time at={passwordSince} />.
            </>
          ) : (
            'Not set. You sign in without a password.'
          )}
        </Line>
        <Line tone="info" title="Signed in">
          {sessions > 1 ? `On ${sessions} devices. End any session you do not recognize.` : 'Only on this device.'}
        </Line>
      </ul>
    </Card>
  )
}

const waysOf = (app: boolean, passkeys: number): string =>
  [app && 'an authenticator app', passkeys > 0 && pluralize(passkeys, 'passkey')].filter(Boolean).join(' and ')

function Line({ tone, title, children }: { tone: keyof typeof looks; title: string; children: ReactNode }) {
  const { icon, className } = looks[tone]
  return (
    <li className="flex gap-3">
      <Icon of={icon} className={`mt-0.5 size-4 ${className}`} />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="text-muted first-letter:uppercase">{children}</p>
      </div>
    </li>
  )
}
