'use client'

import { Badge } from '@/components/ui/badge'
import { FormattedTime } from '@/components/ui/formatted-time'
import { Link } from '@/components/ui/link'
import type { TimeParts } from '@/components/ui/time'

interface ActivityLine {
  id: string
  text: string
  href?: string
  refused?: true
  time: TimeParts
}

/** Drawn from the words of its lines, which are sent in less than their elements (users-table.tsx). */
export function ActivityLines({ lines }: { lines: readonly ActivityLine[] }) {
  return (
    <ol className="activity lines">
      {lines.map(({ id, text, href, refused, time }) => (
        <li key={id}>
          <p>
            {href ? <Link href={href}>{text}</Link> : text}
            {refused && (
              <>
                {' '}
                <Badge tone="bad">Refused</Badge>
              </>
            )}
          </p>
          <FormattedTime parts={time} />
        </li>
      ))}
    </ol>
  )
}
