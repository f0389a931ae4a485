import type { ReactNode } from 'react'
import { Card, CardHeader } from '@/components/ui/card'

interface OwnListProps {
  title: string
  description?: string
  /** What is said where there is nothing. */
  none: string
  items: { key: string; title: ReactNode; detail: ReactNode }[]
  /** Below the list. */
  more?: ReactNode
}

/** One kind of what is kept about somebody. */
export function OwnList({ title, description, none, items, more }: OwnListProps) {
  return (
    <Card flush>
      <CardHeader flush title={title} description={description} />
      {items.length === 0 && <p className="px-4 py-4 text-muted sm:px-5">{none}</p>}
      {items.length > 0 && (
        <ul className="divide-y divide-line">
          {items.map(item => (
            <li key={item.key} className="px-4 py-2.5 sm:px-5">
              <p className="wrap-anywhere">{item.title}</p>
              <p className="text-[0.8125rem] text-muted wrap-anywhere">{item.detail}</p>
            </li>
          ))}
        </ul>
      )}
      {more && <div className="border-t border-line px-4 py-3 sm:px-5">{more}</div>}
    </Card>
  )
}
