import { Badge } from '@/components/ui/badge'

/** More are counted: a row is one line. */
const SHOWN = 2

/** Groups of a row, as badges that share its width. */
export function GroupNames({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className="text-muted">None</span>
  const more = names.slice(SHOWN)
  return (
    <span className="badges" title={names.join(', ')}>
      {names.slice(0, SHOWN).map(name => (
        <Badge key={name}>{name}</Badge>
      ))}
      {more.length > 0 && (
        <Badge>
          +{more.length}
          <span className="sr-only"> more: {more.join(', ')}</span>
        </Badge>
      )}
    </span>
  )
}
