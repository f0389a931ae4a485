import { ActivityList } from '@/components/access/activity-list'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { JOINED } from '@/lib/dashboard/counted-events'
import { paths } from '@/lib/kernel/paths'
import { changeSentence, type FoldedChange } from './change-sentence'

interface AccessChangesProps {
  company: string
  changes: readonly FoldedChange[]
}

/** Who gave and took access lately; each line leads to the events that it is made of. */
export function AccessChanges({ company, changes }: AccessChangesProps) {
  return (
    <Card flush>
      <CardHeader
        flush
        title="Access changes"
        actions={
          <ButtonLink size="sm" href={paths.auditLog(company, { kind: 'change' })}>
            See all changes
          </ButtonLink>
        }
      />
      {changes.length ? (
        <ActivityList
          events={changes}
          sentenceOf={changeSentence}
          hrefOf={({ event, actorId, day, id, events }) =>
            events === 1
              ? paths.auditLog(company, { id })
              : paths.auditLog(company, {
                  event,
                  person: event === JOINED ? undefined : (actorId ?? undefined),
                  from: day,
                  to: day,
                })
          }
        />
      ) : (
        <p className="px-4 py-3 text-muted sm:px-5">
          Nobody's access has changed in the last 90 days. When people join, leave or are added to groups, it appears
          here.
        </p>
      )}
    </Card>
  )
}
