import { timeParts } from '@/components/ui/time'
import { describeEvent, type ReadEvent } from '@/lib/audit/describe'
import { explainOperation } from '@/lib/registry'
import { ActivityLines } from './activity-lines'

interface ActivityEvent extends ReadEvent {
  id: string
  at: Date
}

interface ActivityListProps<Event> {
  events: readonly Event[]
  /** Where an event leads; left out, or without an answer, it is plain text. */
  hrefOf?: (event: Event) => string | undefined
  /** In place of what it is in the audit log. */
  sentenceOf?: (event: Event) => string
}

/** Events as sentences, the newest first. */
export function ActivityList<Event extends ActivityEvent>({
  events,
  hrefOf,
  sentenceOf = event => describeEvent(event, explainOperation),
}: ActivityListProps<Event>) {
  return (
    <ActivityLines
      lines={events.map(event => ({
        id: event.id,
        text: sentenceOf(event),
        href: hrefOf?.(event),
        refused: event.outcome === 'refused' || undefined,
        time: timeParts({ at: event.at }),
      }))}
    />
  )
}
