import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import type { OutputOf } from '@/lib/operation/define'
import type { explainAccessPage } from '@/lib/users/access-queries'
import { GroupsGiving } from './groups-giving'
import { Way } from './way'

export type AccessView = OutputOf<typeof explainAccessPage>

interface AccessAnswerProps {
  view: AccessView
  groupHref: ((groupId: string) => string) | undefined
  /** Where they are added to a group, for who may do so. */
  addHref: ((groupId: string) => string) | undefined
}

/** Yes or no, through what, and what would change it. */
export function AccessAnswer({ view, groupHref, addHref }: AccessAnswerProps) {
  const { user, permission = '', allowed, ways = [], groups } = view
  return (
    <>
      <Alert
        tone={allowed ? 'good' : 'neutral'}
        title={allowed ? `Yes, ${user.name} has ${permission}` : `No, ${user.name} does not have ${permission}`}
      >
        {reasons(view).map(sentence => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Alert>
      {ways.length > 0 && (
        <Card flush className="max-w-3xl">
          <CardHeader
            flush
            title={user.status === 'active' ? 'Through these groups' : 'Groups that grant it'}
            description={
              ways.length > 1 ? 'Each is enough. To take the permission away, all of them have to change.' : undefined
            }
          />
          <ul className="divide-y divide-line">
            {ways.map(way => (
              <Way key={`${way.id} ${way.grant}`} way={way} name={user.name} permission={permission} href={groupHref} />
            ))}
          </ul>
        </Card>
      )}
      {groups && <GroupsGiving view={view} groups={groups} groupHref={groupHref} addHref={addHref} />}
    </>
  )
}

function reasons({ user, permission, inCatalogue, ways = [], allowed }: AccessView): string[] {
  const unknown = inCatalogue
    ? []
    : [`There is no permission called ${permission} in your company. Only wildcards include it.`]
  if (allowed) return unknown
  const has = ways.length > 0
  if (user.status === 'active') return ['None of their groups grants it.', ...unknown]
  if (user.status === 'invited')
    return [
      has
        ? 'They have not accepted their invitation yet. Once they do, they have it.'
        : 'They have not accepted their invitation yet, and none of their groups grants it.',
      ...unknown,
    ]
  return [
    has
      ? 'They are deactivated and cannot sign in. Once they are reactivated, they have it again.'
      : 'They are deactivated, and none of their groups grants it.',
    ...unknown,
  ]
}
