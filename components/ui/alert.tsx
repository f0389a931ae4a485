import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { cx } from './cx'
import { Icon, type IconName } from './icon'
import { circleAlert, circleCheck, info, triangleAlert } from './icons'

const looks: Record<Tone, { box: string; mark: string; icon: IconName }> = {
  neutral: { box: 'bg-sunken', mark: 'text-muted', icon: info },
  info: { box: 'bg-info-soft', mark: 'text-info', icon: info },
  good: { box: 'bg-good-soft', mark: 'text-good', icon: circleCheck },
  warn: { box: 'bg-warn-soft', mark: 'text-warn', icon: triangleAlert },
  bad: { box: 'bg-danger-soft', mark: 'text-danger', icon: circleAlert },
}

interface AlertProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** 'alert' interrupts a screen reader: only for what has just gone wrong. */
  role?: 'alert' | 'status' | 'note'
}

export function Alert({ tone = 'info', title, children, role }: AlertProps) {
  const look = looks[tone]
  return (
    <div role={role} className={cx('flex gap-3 rounded-lg px-3.5 py-3', look.box)}>
      <Icon of={look.icon} className={cx('mt-0.5 size-4', look.mark)} />
      <div className="min-w-0 flex-1 wrap-anywhere">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  )
}
