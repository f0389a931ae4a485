'use client'

import { Card, CardHeader } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { Icon } from '@/components/ui/icon'
import { chevronRight, circleCheck, info, triangleAlert } from '@/components/ui/icons'
import { Link } from '@/components/ui/link'
import type { DashboardAlert } from './alerts'

export function DashboardAlertList({ alerts }: { alerts: DashboardAlert[] }) {
  const calm = alerts.every(alert => alert.tone !== 'warn')
  return (
    <Card flush>
      <CardHeader flush title="Needs attention" />
      <ul className="divide-y divide-line">
        {calm && (
          <li className="flex gap-3 px-4 py-3 sm:px-5">
            <Icon of={circleCheck} className="mt-0.5 size-4 text-good" />
            <p>
              <span className="block font-medium">Nothing needs attention</span>
              <span className="text-muted">{alerts.length ? 'Worth knowing:' : 'Everything is in order.'}</span>
            </p>
          </li>
        )}
        {alerts.map(({ tone, title, note, href }) => (
          <li key={href}>
            <Link href={href} className="flex gap-3 px-4 py-3 -outline-offset-2! hover:bg-sunken/50 sm:px-5">
              <Icon
                of={tone === 'warn' ? triangleAlert : info}
                className={cx('mt-0.5 size-4', tone === 'warn' ? 'text-warn' : 'text-muted')}
              />
              <span className="min-w-0 flex-1 wrap-anywhere">
                <span className="block font-medium">{title}</span>
                <span className="block text-muted">{note}</span>
              </span>
              <Icon of={chevronRight} className="mt-0.5 size-4 text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
