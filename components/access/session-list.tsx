import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { ButtonLook } from '@/components/ui/form/action-button'
import { Icon } from '@/components/ui/icon'
import { monitor, smartphone } from '@/components/ui/icons'
import { Time } from '@/components/ui/time'
import { deviceName, isHandheld } from '@/lib/kernel/device-name'
import type { OutputOf } from '@/lib/operation/define'
import type { viewUser } from '@/lib/users/queries'

const methodWords: Record<ListedSession['method'], string> = {
  password: 'password',
  passkey: 'passkey',
  email_code: 'emailed code',
  invitation: 'invitation',
}

/** With what a session was opened. A passkey is both factors in one. */
const openedWith = ({ method, secondFactorAt }: Pick<ListedSession, 'method' | 'secondFactorAt'>): string =>
  secondFactorAt && method !== 'passkey' ? `${methodWords[method]} and two-factor authentication` : methodWords[method]

export type ListedSession = OutputOf<typeof viewUser>['sessions'][number] & {
  /** The one that this page is read with: it ends by signing out. */
  current?: boolean
}

type EndLook = ButtonLook & { successMessage: string }

interface SessionListProps {
  rows: readonly ListedSession[]
  /** The button that ends the session with this id. Left out for who may only look. */
  renderEnd?: (sessionId: string, look: EndLook) => ReactNode
}

export function SessionList({ rows, renderEnd }: SessionListProps) {
  return (
    <ul className="divide-y divide-line">
      {rows.map(({ id, createdAt, lastSeenAt, ip, userAgent, method, secondFactorAt, current }) => {
        const device = deviceName(userAgent)
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
            <Icon of={isHandheld(userAgent) ? smartphone : monitor} className="size-5 text-muted" />
            <div className="min-w-0 flex-1 basis-48">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium wrap-anywhere">
                {device}
                {current && <Badge tone="good">This device</Badge>}
              </p>
              <p className="text-[0.8125rem] text-muted wrap-anywhere">
                {ip ?? 'Unknown address'} · last seen <Time at={lastSeenAt} /> · signed in <Time at={createdAt} /> with{' '}
                {openedWith({ method, secondFactorAt })}
              </p>
            </div>
            {!current &&
              renderEnd?.(id, {
                size: 'sm',
                label: `End the session with ${device}${ip ? ` at ${ip}` : ''}`,
                successMessage: 'The session was ended.',
                children: 'End',
              })}
          </li>
        )
      })}
    </ul>
  )
}
