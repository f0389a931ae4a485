import { describeEvent, type ReadEvent } from '@/lib/audit/describe'
import { auditMessage, auditWord } from '@/lib/audit/messages'
import { explainOperation } from '@/lib/registry'

/** Events of one day, person and kind: the newest of them, and how many they are. */
export interface FoldedChange extends ReadEvent {
  id: string
  at: Date
  day: string
  events: number
  people: number
  groups: number
  /** There are perhaps more. */
  cut: boolean
}

const groupNameOf = ({ group }: Record<string, unknown>): string | undefined =>
  typeof group === 'object' && group && 'name' in group ? String(group.name) : undefined

/** What they are together: "Alice added 40 people to Sales". One alone is told as in the audit log. */
export function changeSentence(change: FoldedChange): string {
  const { event, events, people, groups, cut, actorName, actorKind, data } = change
  if (events === 1) return describeEvent(change, explainOperation)
  const more = cut ? '+' : ''
  const actor = actorName ?? auditWord('actor', actorKind)
  return (
    auditMessage(`folded_change.${event}`, { actor, events, people, groups, group: groupNameOf(data), more }) ??
    describeEvent(change, explainOperation)
  )
}
