import { TextLink } from '@/components/ui/link'
import { formatNumber } from '@/lib/kernel/format'

interface NamedPeopleProps {
  named: { id: string; name: string }[]
  /** How many there are in all. */
  of: number
  personHref: (id: string) => string
}

export function NamedPeople({ named, of, personHref }: NamedPeopleProps) {
  const unnamed = of - named.length
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {named.map(({ id, name }) => (
        <li key={id} className="min-w-0 wrap-anywhere">
          <TextLink href={personHref(id)}>{name}</TextLink>
        </li>
      ))}
      {unnamed > 0 && <li className="text-muted">and {formatNumber(unnamed)} more</li>}
    </ul>
  )
}
